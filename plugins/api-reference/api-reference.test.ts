import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPages, renderPages } from './generate'
import { entries, groups } from './groups'
import { groupPage } from './markdown'
import { anchors, apiPages, entryFiles, pageIds } from './pages'
import { nameIn, readCounterparts } from './python-map'
import { readEntries } from './read'

const ROOT = path.join(import.meta.dirname, '../..')
const PACKAGE = path.join(ROOT, 'packages/asyncio-ts')

/** The names that an entry exports, read off its text: another way than the one under test. */
function exportedNames(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const lists = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) => list.split(','))
  const declared = [...text.matchAll(/^export (?:abstract )?(?:class|function\*?|const|interface|type) (\w+)/gm)]
  const names = lists.map((each) =>
    each
      .trim()
      .replace(/^type /, '')
      .replace(/^.* as /, ''),
  )
  return [...new Set([...names, ...declared.map(([, name = '']) => name)])].filter(Boolean)
}

describe('the API reference', () => {
  const pages = readPages(ROOT)

  describe.each(['en', 'zh-Hans'] as const)('in %s', (locale) => {
    const rendered = renderPages(ROOT, pages, locale)
    const idsOf = (file: string) => [...(rendered.get(file) ?? '').matchAll(/^#+ .*\{#(.+)\}$/gm)].map(([, id]) => id)

    test.each([...entryFiles(PACKAGE)])('has an anchor for every name that the entry "%s" exports', (id, file) => {
      const ids =
        id === '' ? groups.map((group) => group.id) : [id, ...(entries[id]?.parts ?? []).map((part) => part.id)]
      const files = ids.map((each) => `${each}.md`)
      const found = new Set(files.flatMap(idsOf))
      const names = exportedNames(file)
      expect(names.length).toBeGreaterThan(0)
      expect(
        names.filter((name) => !found.has(name)),
        'a new name of the main entry: put it into plugins/api-reference/groups.ts',
      ).toEqual([])
    })

    test('has an anchor for every method', () => {
      expect(idsOf('synchronisation.md')).toEqual(expect.arrayContaining(['Lock', 'Lock.acquire', 'Barrier.nWaiting']))
    })

    test('has no id twice on a page', () => {
      for (const file of rendered.keys()) expect(idsOf(file)).toEqual([...new Set(idsOf(file))])
    })

    test('lists every name on its first page', () => {
      const linked = new Set(
        [...(rendered.get('index.md') ?? '').matchAll(/\[`(\w+)`\]\(([^)]+)\)/g)].map(([, n]) => n),
      )
      expect(pages.flatMap(({ names }) => names.filter(({ name }) => !linked.has(name)))).toEqual([])
    })
  })

  test('speaks of each name once, and of none that is not there', () => {
    const listed = groups.flatMap(({ names }) => names)
    expect(listed).toEqual([...new Set(listed)])
    const exported = exportedNames(path.join(PACKAGE, 'src/index.ts'))
    expect(listed.filter((name) => !exported.includes(name))).toEqual([])
  })

  test('has a docstring for every name and every method', () => {
    const silent = pages.flatMap(({ names }) =>
      names.flatMap(({ name, doc, members, kind }) => [
        // What a group of constants means stands at the type of their values.
        ...(doc.text === '' && kind !== 'constant' ? [name] : []),
        ...members.flatMap((member) => (member.doc.text === '' ? [`${name}.${member.name}`] : [])),
      ]),
    )
    expect(silent).toEqual([])
  })

  test('shows an example of everything that is called', () => {
    const named = pages.flatMap(({ names }) => names)
    const without = named.filter(
      ({ kind, doc }) => kind === 'function' && !/```/.test(doc.text + doc.examples.join('')),
    )
    expect(without.map(({ name }) => name)).toEqual([])
  })

  test('names what Python has for each name of the map', () => {
    const page = renderPages(ROOT, pages, 'en').get('synchronisation.md')
    expect(page).toContain('In Python: [`Semaphore`](/reference/python-map/#synchronisation)')
  })
})

describe('what is read of a package', () => {
  const folder = path.join(import.meta.dirname, 'fixtures')
  const [entry] = readEntries(folder, entryFiles(folder))
  const byName = new Map(entry?.names.map((name) => [name.name, name]))
  const signature = (name: string) => byName.get(name)?.signature
  const member = (name: string, of: string) => byName.get(of)?.members.find((each) => each.name === name)

  test('is each public name', () => {
    expect([...byName.keys()].sort()).toEqual(['Door', 'DoorOptions', 'GlassDoor', 'OAK', 'knock'])
  })

  test('a class is shown with how one is made, without what is internal', () => {
    expect(signature('Door')).toBe('class Door<T extends string>\nnew Door<T>(wood: T, hinges?: number)')
    expect(byName.get('Door')?.members.map(({ name }) => name)).toEqual(['width', 'hinges', 'open', 'locked'])
  })

  test('what a class has from a public base stands there', () => {
    expect(byName.get('GlassDoor')).toMatchObject({ bases: ['Door'], members: [{ name: 'look' }] })
    expect(signature('GlassDoor')).toMatch(/^class GlassDoor extends Door<'glass'>\n/)
  })

  test('members have the types that callers see', () => {
    expect(member('width', 'Door')?.signature).toBe('width: number')
    expect(member('hinges', 'Door')?.signature).toBe('readonly hinges: number')
    expect(member('look', 'GlassDoor')?.signature).toBe('look(options?: { readonly far?: boolean }): string')
  })

  test('a long signature has a line for each parameter, and no comma behind the rest', () => {
    expect(member('open', 'Door')?.signature).toBe(
      [
        'open<A extends unknown[]>(',
        '  callback: (...args: A) => unknown,',
        '  ...args: A',
        '): Generator<undefined, boolean>',
      ].join('\n'),
    )
  })

  test('a function has its overloads, and not what implements them', () => {
    expect(signature('knock')).toBe(
      'function knock(door: Door<string>): void\nfunction knock(door: Door<string>, times: number): void',
    )
  })

  test('an interface is its source, with comments in lines that fit', () => {
    const lines = signature('DoorOptions')?.split('\n') ?? []
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(72)
    expect(lines).toContain('   *')
    expect(lines).toContain('   * Another paragraph.')
    expect(lines.join('\n')).not.toContain('_secret')
    expect(lines.slice(-2)).toEqual(['  readonly wood?: string', '}'])
  })

  test('a docstring comes in its parts', () => {
    expect(byName.get('Door')?.doc).toEqual({
      text: 'A door.',
      returns: null,
      throws: [],
      examples: ["```ts\nnew Door<string>('oak', 2)\n```"],
    })
    expect(member('open', 'Door')?.doc.throws).toEqual(['RangeError when it is nailed shut.'])
    expect(signature('OAK')).toBe("const OAK: 'OAK'")
  })

  test('names without a group stand on a page of their own, so that none is lost', () => {
    const pages = apiPages(entry ? [entry] : [])
    expect(pages.at(-1)).toMatchObject({ id: 'others', names: { length: 5 } })
    expect(pageIds(folder, (id) => id === 'others')).toEqual(['others'])
    expect(anchors(pages).get('GlassDoor.open')).toBe('/reference/api/others/#Door.open')
  })
})

test('prose cannot be mistaken for MDX, and names in it are links', () => {
  const doc = {
    text: 'Takes {a} and <b>, `{c}` as `Lock` does; see `Lib/x.py`.',
    returns: null,
    throws: [],
    examples: [],
  }
  const name = {
    name: 'f',
    kind: 'function',
    file: 'src/f.ts',
    signature: 'f()',
    doc,
    members: [],
    bases: [],
  } as const
  const about = { en: 'Some.', 'zh-Hans': '一些。' }
  const page = { id: 'p', title: about, about, specifier: 'asyncio-ts', names: [name] }
  const links = { anchors: new Map([['Lock', '/l/#Lock']]), counterparts: new Map(), source: null }
  expect(groupPage(page, 'en', links)).toContain(
    'Takes \\{a\\} and \\<b>, `{c}` as [`Lock`](/l/#Lock) does; see [`Lib/x.py`](https://github.com/python/cpython/blob/3.14/Lib/x.py).',
  )
  expect(groupPage(page, 'zh-Hans', links)).toMatch(/<div lang="en">\n\nTakes/)
})

test('the map of names is read by its columns', () => {
  expect(nameIn('loop.callSoon')).toBe('EventLoop.callSoon')
  expect(nameIn('yield* new TaskGroup().with(function* () {})')).toBe('TaskGroup')
  const table =
    '## Tasks {#tasks}\n\n| asyncio | asyncio-ts | |\n|---|---|---|\n| `create_task` | `createTask(coro)` | |\n'
  expect(readCounterparts(table)).toEqual(new Map([['createTask', { python: 'create_task', section: 'tasks' }]]))
})
