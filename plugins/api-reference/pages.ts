/*
 * Which pages the reference has, and which name stands on which.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { entries as aboutEntries, type Group, groups, others, type Text } from './groups'
import type { Entry, EntryFiles, PublicName } from './read'

/** Below `docs/`, and below the root of each language. */
export const FOLDER = 'reference/api'

export interface ApiPage {
  readonly id: string
  readonly title: Text
  readonly about: Text | null
  /** What it is imported from. */
  readonly specifier: string
  readonly names: readonly PublicName[]
}

const PACKAGE = 'asyncio-ts'

/** The sources of the package's entries, by what follows its name. */
export function entryFiles(folder: string): EntryFiles {
  const { exports } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    exports: Readonly<Record<string, string | { readonly source: string }>>
  }
  return new Map(
    Object.entries(exports).flatMap(([entry, target]) =>
      typeof target === 'string' ? [] : [[entry.replace(/^\.\/?/, ''), path.join(folder, target.source)]],
    ),
  )
}

/** The ids of the pages in their order; `has` says whether there is one, as the page for names without a group may not be. */
export function pageIds(folder: string, has: (id: string) => boolean): readonly string[] {
  const ofEntries = [...entryFiles(folder).keys()].flatMap((id) => [id, ...partsOf(id).map((part) => part.id)])
  return [...groups.map(({ id }) => id), others.id, ...ofEntries].filter((id) => id !== '' && has(id))
}

/** The pages that an entry has besides its own. */
function partsOf(id: string): readonly Group[] {
  return aboutEntries[id]?.parts ?? []
}

export function apiPages(entries: readonly Entry[]): readonly ApiPage[] {
  const main = divide(entries.find(({ id }) => id === '')?.names ?? [], groups, PACKAGE)
  const ofOthers = main.left.length === 0 ? [] : [{ ...others, specifier: PACKAGE, names: main.left }]
  const ofEntries = entries
    .filter(({ id }) => id !== '')
    .flatMap(({ id, names }): readonly ApiPage[] => {
      const specifier = `${PACKAGE}/${id}`
      const about = aboutEntries[id]?.about ?? null
      const { left, pages } = divide(names, partsOf(id), specifier)
      return [{ id, title: { en: specifier, 'zh-Hans': specifier }, about, specifier, names: byRank(left) }, ...pages]
    })
  return [...main.pages, ...ofOthers, ...ofEntries]
}

/** The pages of these groups, and the names that are on none of them. */
function divide(
  all: readonly PublicName[],
  into: readonly Group[],
  specifier: string,
): { readonly pages: readonly ApiPage[]; readonly left: readonly PublicName[] } {
  const byName = new Map(all.map((each) => [each.name, each]))
  const grouped = new Set(into.flatMap(({ names }) => names))
  const pages = into.map((group): ApiPage => {
    const names = group.names.map((name) => byName.get(name)).filter((each) => each !== undefined)
    return { ...group, specifier, names }
  })
  return { pages, left: all.filter(({ name }) => !grouped.has(name)) }
}

/** What is called first, then the types that it deals in. */
function byRank(names: readonly PublicName[]): readonly PublicName[] {
  const ranks = ['function', 'class', 'constant', 'type']
  return [...names].sort((a, b) => ranks.indexOf(a.kind) - ranks.indexOf(b.kind))
}

/** Where each name and each member stands: `Lock.acquire` → `/reference/api/synchronisation/#Lock.acquire`. */
export function anchors(pages: readonly ApiPage[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { id, names } of pages) {
    for (const { name, members } of names) {
      const add = (anchor: string) => {
        if (!found.has(anchor)) found.set(anchor, `/${FOLDER}/${id}/#${anchor}`)
      }
      add(name)
      for (const member of members) add(`${name}.${member.name}`)
    }
  }
  // A class has the members of its base, which stand there.
  const all = pages.flatMap(({ names }) => names)
  for (const { name, bases } of all) {
    for (const base of bases) {
      for (const member of all.find((each) => each.name === base)?.members ?? []) {
        const at = found.get(`${base}.${member.name}`)
        if (at !== undefined && !found.has(`${name}.${member.name}`)) found.set(`${name}.${member.name}`, at)
      }
    }
  }
  return found
}
