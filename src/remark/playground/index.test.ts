import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import matter from '@11ty/gray-matter'
import type { Nodes, Root } from 'mdast'
import { VFile } from 'vfile'
import { describe, expect, it } from 'vitest'
import type { Example } from '../../fences'
import { collectExamples, createMarkdownParser } from './collect'
import playground, { type PlaygroundOptions } from './index'

const FIXTURES = join(import.meta.dirname, 'fixtures')
const fixtures = (folder: string) =>
  readdirSync(join(FIXTURES, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => basename(name, '.md'))

async function transform(markdown: string, options?: PlaygroundOptions): Promise<Root> {
  const tree = createMarkdownParser().parse(markdown)
  const file = new VFile({ path: 'docs/page.md', value: markdown })
  file.data.frontMatter = matter(markdown, {}).data
  await playground(options)(tree, file)
  return tree
}

/** One line a node, with what our plugin decides about. */
function outline(node: Nodes, depth = 0): string {
  const own = `${'  '.repeat(depth)}${node.type}`
  if (node.type === 'code') {
    const { example, live, ...others } = { ...node.data?.hProperties } as Record<string, unknown>
    const facts = [
      `lang=${node.lang ?? '-'}`,
      `meta=${node.meta ?? '-'}`,
      `live=${live ?? '-'}`,
      JSON.stringify(others),
    ]
    const lines = JSON.stringify(
      typeof example === 'string' ? { ...JSON.parse(example), code: node.value } : null,
      null,
      2,
    )
    return `${own} ${facts.join(' ')}${example === undefined ? '' : ` example=${lines}`}\n`
  }
  if (!('children' in node)) return `${own}\n`
  return `${own}\n${node.children.map((child) => outline(child, depth + 1)).join('')}`
}

function codes(node: Nodes): Extract<Nodes, { type: 'code' }>[] {
  if (node.type === 'code') return [node]
  return 'children' in node ? node.children.flatMap(codes) : []
}

describe('the remark plugin', () => {
  it.each(fixtures('good'))('transforms %s as expected', async (name) => {
    const tree = await transform(readFileSync(join(FIXTURES, 'good', `${name}.md`), 'utf8'))
    await expect(outline(tree)).toMatchFileSnapshot(join(FIXTURES, 'good', `${name}.tree.txt`))
  })

  it.each(fixtures('bad'))('fails on %s and says what to write', async (name) => {
    const markdown = readFileSync(join(FIXTURES, 'bad', `${name}.md`), 'utf8')
    const error = await transform(markdown).then(
      () => null,
      (reason: { name: string; message: string }) => reason,
    )
    expect(error, 'nothing failed').not.toBeNull()
    const text = `${error?.name}\n${error?.message}\n`
    await expect(text).toMatchFileSnapshot(join(FIXTURES, 'bad', `${name}.message.txt`))
    expect(() => collectExamples(markdown, 'docs/page.md'), 'the collector accepts it').toThrow('docs/page.md:')
  })

  it('hands each example to the recording hook, in order, and its answer to the page', async () => {
    const markdown = readFileSync(join(FIXTURES, 'good', 'two-in-a-row.md'), 'utf8')
    const asked: string[] = []
    const record = async (example: Example) => {
      asked.push(example.id)
      return { times: [asked.length] }
    }
    const tree = await transform(markdown, { record })
    expect(asked).toEqual(['a', 'b'])
    const recordings = codes(tree).map((code) => code.data?.hProperties?.recording)
    expect(recordings).toEqual(['{"times":[1]}', '{"times":[2]}'])
  })

  it('hands over the example that another is compared with, which has to be on the page', async () => {
    const markdown = readFileSync(join(FIXTURES, 'good', 'two-in-a-row.md'), 'utf8')
    const compared: unknown[] = []
    const record = async (_example: Example, other?: Example) => compared.push(other?.id)
    await transform(markdown.replace('id=b', 'id=b compare=a'), { record })
    expect(compared).toEqual([undefined, 'a'])
    const missing = transform(markdown.replace('id=b', 'id=b compare=c'), { record })
    await expect(missing).rejects.toThrow('expected the id of an example of this page: a, b')
  })

  it('fails at the example whose recording fails', async () => {
    const markdown = readFileSync(join(FIXTURES, 'good', 'one-example.md'), 'utf8')
    const record = () => Promise.reject(new Error('it did not end'))
    await expect(transform(markdown, { record })).rejects.toMatchObject({
      line: 12,
      reason: 'line 12: the example `hello` could not be recorded: it did not end',
    })
  })

  it('gives every block its colours, and a block without any none', async () => {
    const markdown = '```ts\nconst a = 1\n```\n\n```text\nconst a = 1\n```\n\n```abc title="live"\nconst a\n```\n'
    const properties = codes(await transform(markdown)).map((code) => code.data?.hProperties ?? {})
    expect(properties.map(({ colours }) => colours)).toEqual(['k5_3o2n', undefined, undefined])
  })

  it('allows `jsx live` on the pages that its options name', async () => {
    const markdown = '---\nslug: widgets\n---\n\n```jsx live\n<b/>\n```\n'
    await expect(transform(markdown)).rejects.toThrow('outside the page')
    await expect(transform(markdown, { reactPages: ['/widgets'] })).resolves.toBeTruthy()
  })
})

describe('within Docusaurus', () => {
  // Its processor has no public entry; this test is what tells us when an upgrade changes the order of plugins.
  const require = createRequire(import.meta.url)
  const { createProcessorUncached } = require('@docusaurus/mdx-loader/lib/processor')

  async function compile(markdown: string, slot: 'remarkPlugins' | 'beforeDefaultRemarkPlugins' = 'remarkPlugins') {
    const processor = await createProcessorUncached({
      format: 'mdx',
      options: {
        [slot]: [playground],
        admonitions: true,
        staticDirs: [],
        siteDir: FIXTURES,
        markdownConfig: {
          mermaid: false,
          emoji: true,
          anchors: { maintainCase: false },
          mdx1Compat: { comments: false, admonitions: false, headingIds: true },
          remarkRehypeOptions: {},
          hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' },
        },
      },
    })
    const filePath = join(FIXTURES, 'page.mdx')
    const { content } = await processor.process({
      content: markdown.replaceAll('{#', '\\{#'),
      filePath,
      frontMatter: matter(markdown, {}).data,
      compilerName: 'client',
    })
    return content as string
  }

  it('an example reaches the code block as a property, in containers too', async () => {
    const compiled = await compile(readFileSync(join(FIXTURES, 'good', 'inside-containers.md'), 'utf8'))
    for (const id of ['in-admonition', 'in-details', 'in-list', 'in-quote']) {
      expect(compiled).toContain(`example: "{\\"id\\":\\"${id}\\"`)
    }
    expect(compiled.match(/live: true/g)).toHaveLength(4)
    expect(compiled.match(/className: "language-/g)).toHaveLength(4)
  })

  it('the word live in a title makes nothing live', async () => {
    const compiled = await compile('```js title="go live now"\nplain()\n```\n')
    expect(compiled).toContain('title=\\"go live now\\"')
    expect(compiled).not.toContain('live: true')
  })

  it('`jsx live` on its page is live as Docusaurus makes it', async () => {
    const compiled = await compile(readFileSync(join(FIXTURES, 'good', 'react.md'), 'utf8'))
    expect(compiled.match(/live: true/g)).toHaveLength(1)
    expect(compiled).toContain('metastring: "live noInline"')
  })

  it('an id that a heading gets by its words is taken, too', async () => {
    const example = readFileSync(join(FIXTURES, 'good', 'no-twin.md'), 'utf8')
    await expect(compile(`## Drain\n\n${example}`)).rejects.toThrow('the id `drain` is taken by the heading on line 1')
  })
})
