/*
 * The pages of the reference as Markdown. They are read as any other page: coloured, linked and checked by the build.
 */
import { type ApiPage, FOLDER } from './pages'
import type { Counterpart } from './python-map'
import type { Docstring, Member, PublicName } from './read'

export type Locale = 'en' | 'zh-Hans'

export interface Links {
  /** `Lock.acquire` → `/reference/api/synchronisation/#Lock.acquire`. */
  readonly anchors: ReadonlyMap<string, string>
  /** By public name, where Python has one that does the same. */
  readonly counterparts: ReadonlyMap<string, Counterpart>
  /** Where a source can be read; null while the site names no repository. */
  readonly source: ((file: string) => string) | null
}

const WORDS = {
  en: {
    title: 'API reference',
    description: 'Every public name of asyncio-ts, with its signature and its docstring.',
    intro:
      'Every public name of `asyncio-ts`, by subject. These pages are made from the signatures and docstrings of its sources, so that they say what the code says. How a name of Python’s asyncio is written here says [the map](/reference/python-map/); what it is for, the [chapters](/).',
    note: null,
    from: 'Import from',
    inherits: (base: string) => `Also has everything that ${base} has.`,
    inPython: 'In Python: ',
    source: 'Source: ',
    stop: '.',
  },
  'zh-Hans': {
    title: 'API参考',
    description: 'asyncio-ts的每个公开名字，附签名与文档注释。',
    intro:
      '按主题列出`asyncio-ts`的全部公开名字。这些页面由源代码里的签名和文档注释生成，代码怎么写，这里就怎么说。asyncio的名字在这里怎么写，见[对照表](/reference/python-map/)；它们有什么用，见[各章](/)。',
    note: '说明文字取自源代码的文档注释，只有英文。',
    from: '导入自',
    inherits: (base: string) => `也有${base}的全部成员。`,
    inPython: 'Python里：',
    source: '源代码：',
    stop: '。',
  },
} as const

/** The page that lists them all. */
export function indexPage(pages: readonly ApiPage[], locale: Locale, links: Links): string {
  const words = WORDS[locale]
  const sections = pages.map(({ id, title, about, names }) => {
    const list = names.map(({ name }) => `[\`${name}\`](${links.anchors.get(name)})`).join('\u00a0· ')
    const heading = `## [${title[locale]}](/${FOLDER}/${id}/) {#${id}}`
    return [heading, about?.[locale], list].filter(Boolean).join('\n\n')
  })
  return page({ title: words.title, description: words.description, slug: `/${FOLDER}/` }, [words.intro, ...sections])
}

/** The page of a group, or of an entry of its own. */
export function groupPage({ id, title, about, specifier, names }: ApiPage, locale: Locale, links: Links): string {
  const words = WORDS[locale]
  const head = { title: title[locale], description: plain(about?.[locale] ?? specifier), slug: `/${FOLDER}/${id}/` }
  const space = locale === 'en' ? ' ' : ''
  const facts = [about?.[locale], `${words.from}${space}\`${specifier}\`${words.stop}`, words.note]
  const intro = facts.filter(Boolean).join(space)
  return page(head, [intro, ...names.flatMap((name) => section(name, locale, links))])
}

function section(name: PublicName, locale: Locale, links: Links): readonly string[] {
  const words = WORDS[locale]
  return [
    `## \`${name.name}\` {#${name.name}}`,
    fence(name.signature),
    ...documentation(name.doc, name.name, locale, links),
    ...name.bases.map((base) => words.inherits(linked(`\`${base}\``, name.name, links))),
    ...origin(name, locale, links),
    ...name.members.flatMap((member) => memberSection(name, member, locale, links)),
  ]
}

function memberSection(owner: PublicName, member: Member, locale: Locale, links: Links): readonly string[] {
  return [
    `### \`${member.name}${member.callable ? '()' : ''}\` {#${owner.name}.${member.name}}`,
    fence(member.signature),
    ...documentation(member.doc, `${owner.name}.${member.name}`, locale, links),
  ]
}

/** Where Python has it, and where it is written. */
function origin({ name, file }: PublicName, locale: Locale, { counterparts, source }: Links): readonly string[] {
  const words = WORDS[locale]
  const counterpart = counterparts.get(name)
  const facts = [
    counterpart && `${words.inPython}[\`${counterpart.python}\`](/reference/python-map/#${counterpart.section})`,
    source && `${words.source}[${file}](${source(file)})`,
  ].filter(Boolean)
  return facts.length === 0 ? [] : [`<div className="api-origin">\n\n${facts.join(' · ')}\n\n</div>`]
}

function documentation(doc: Docstring, self: string, locale: Locale, links: Links): readonly string[] {
  const prose = (text: string) => linked(text, self, links)
  const ends = [
    ...(doc.returns === null ? [] : [`- Gives ${prose(doc.returns)}`]),
    ...doc.throws.map((text) => `- Throws ${prose(text.replace(/^(\w+)/, '`$1`'))}`),
  ]
  const blocks = [
    ...(doc.text === '' ? [] : [prose(doc.text)]),
    ...(ends.length === 0 ? [] : [ends.join('\n')]),
    ...doc.examples,
  ]
  if (blocks.length === 0) return []
  return locale === 'en' ? blocks : [`<div lang="en">\n\n${blocks.join('\n\n')}\n\n</div>`]
}

/** Code is left as it is; in prose, what MDX would read as its own syntax is made text, and names become links. */
function linked(markdown: string, self: string, { anchors }: Links): string {
  return markdown
    .split(/(```[\s\S]*?```|`[^`]*`)/)
    .map((part, index) => {
      if (index % 2 === 0) return part.replace(/[{}<]/g, '\\$&')
      if (part.startsWith('```')) return part
      const code = part.slice(1, -1)
      const href = code === self ? undefined : (anchors.get(code) ?? cpython(code))
      return href === undefined ? part : `[${part}](${href})`
    })
    .join('')
}

/** The file of CPython's that a docstring names. */
function cpython(code: string): string | undefined {
  return /^(?:Lib|Objects)\/[\w/]+\.(?:py|c)$/.test(code)
    ? `https://github.com/python/cpython/blob/3.14/${code}`
    : undefined
}

function fence(code: string): string {
  return `\`\`\`ts\n${code}\n\`\`\``
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '')
}

function page(head: Readonly<Record<string, string>>, blocks: readonly string[]): string {
  const lines = Object.entries(head).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  return `---\n${lines.join('\n')}\ncustom_edit_url: null\n---\n\n${blocks.join('\n\n')}\n`
}
