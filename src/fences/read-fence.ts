import { type Fence, fenceLine } from './fence'
import { FenceError } from './fence-error'
import { formatOption, type MetaItem, parseMeta } from './meta'
import { nearest } from './nearest'
import type { OptionRule } from './options'

/** What may stand on a fence's line. */
export interface FenceRules {
  /** How the fence begins, such as `ts live`. */
  readonly form: string
  readonly options: Readonly<Record<string, OptionRule>>
  readonly highlights: boolean
}

export interface FenceReading {
  readonly options: ReadonlyMap<string, string>
  /** Highlighted lines, counted from 1, ascending, each once. */
  readonly highlight: readonly number[]
}

/** Reads a fence's line by its rules, or throws a FenceError that shows the corrected line. */
export function readFence(fence: Fence, rules: FenceRules): FenceReading {
  const items = parseMeta(fence.meta)
  const words = rules.form.split(' ').slice(1)
  const options = new Map<string, string>()
  const seen = new Set<string>()
  let highlight: readonly number[] = []
  for (const item of items) {
    const name = item.kind === 'lines' ? '{…}' : item.name
    if (item.problem !== null) {
      throw wrongItem(fence, items, item, item.problem, expectedForm(item), repair(item))
    }
    const known = item.kind === 'lines' ? rules.highlights : isKnown(item, words, rules)
    if (!known) throw unknownItem(fence, items, item, words, rules)
    if (seen.has(name)) {
      throw wrongItem(fence, items, item, `\`${name}\` stands twice on one fence`, `\`${name}\` once`, null)
    }
    seen.add(name)
    if (item.kind === 'option') {
      options.set(item.name, readOption(fence, items, item, rules))
    } else if (item.kind === 'lines') {
      highlight = readHighlights(fence, items, item)
    }
  }
  return { options, highlight }
}

/** The fence's line without some options or words. */
export function lineWithout(fence: Fence, ...names: readonly string[]): string {
  const items = parseMeta(fence.meta).filter((item) => item.kind === 'lines' || !names.includes(item.name))
  return fenceLine(fence.lang, items)
}

/** The fence's line with something more at its end. */
export function lineWith(fence: Fence, ...more: readonly string[]): string {
  return fenceLine(fence.lang, [...parseMeta(fence.meta), ...more.map((raw) => ({ raw }))])
}

/** The fence's line as it stands. */
export function foundLine(fence: Fence): string {
  return fenceLine(fence.lang, parseMeta(fence.meta))
}

type Option = Extract<MetaItem, { kind: 'option' }>
type Lines = Extract<MetaItem, { kind: 'lines' }>

function isKnown(item: Exclude<MetaItem, Lines>, words: readonly string[], rules: FenceRules): boolean {
  return item.kind === 'word' ? words.includes(item.name) : Object.hasOwn(rules.options, item.name)
}

function readOption(fence: Fence, items: readonly MetaItem[], item: Option, rules: FenceRules): string {
  const rule = rules.options[item.name]
  if (rule === undefined) throw new Error(`no rule for ${item.name}`)
  if (rule.accepts(item.value)) return item.value
  const suggestion = rule.suggest(item.value)
  const instead = suggestion === null ? null : formatOption(item.name, suggestion)
  throw wrongItem(
    fence,
    items,
    item,
    `\`${item.name}\` cannot be ${JSON.stringify(item.value)}`,
    rule.expected,
    instead,
  )
}

function readHighlights(fence: Fence, items: readonly MetaItem[], item: Lines): readonly number[] {
  const count = fence.code.split('\n').length
  const lines = new Set<number>()
  const kept: string[] = []
  let sound = true
  for (const range of item.ranges.split(',')) {
    const [from = 0, to = from] = range.split('-').map(Number)
    // Bounds are checked before the range is counted out: {1-999999999} is a slip, not work to do.
    if (from < 1 || to > count || to < from) {
      sound = false
      continue
    }
    kept.push(range)
    for (let line = from; line <= to; line++) lines.add(line)
  }
  if (!sound) {
    const problem = `line highlights ${item.raw} leave the code, which has ${count} ${count === 1 ? 'line' : 'lines'}`
    const instead = kept.length === 0 ? null : `{${kept.join(',')}}`
    throw wrongItem(fence, items, item, problem, `lines from 1 to ${count}, ascending ranges`, instead)
  }
  return [...lines].sort((a, b) => a - b)
}

function unknownItem(
  fence: Fence,
  items: readonly MetaItem[],
  item: MetaItem,
  words: readonly string[],
  rules: FenceRules,
): FenceError {
  const names = Object.keys(rules.options)
  const expected = [
    `\`${rules.form}\``,
    names.length > 0 ? `with ${names.map((name) => `${name}=`).join(', ')}` : 'and nothing more',
    rules.highlights ? 'or {lines}' : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
  if (item.kind === 'lines') {
    return wrongItem(fence, items, item, `\`${rules.form}\` takes no line highlights`, expected, null)
  }
  if (item.kind === 'word' && names.includes(item.name)) {
    const value = rules.options[item.name]?.suggest('') ?? ''
    return wrongItem(
      fence,
      items,
      item,
      `option \`${item.name}\` without a value`,
      `${item.name}=…`,
      formatOption(item.name, value),
    )
  }
  const kind = item.kind === 'option' ? 'option' : 'word'
  const meant = nearest(item.name, kind === 'option' ? names : [...names, ...words])
  const hint = meant === null ? '' : `; did you mean \`${meant}\`?`
  let instead: string | null = null
  if (meant !== null && !items.some((other) => other.kind !== 'lines' && other.name === meant)) {
    instead = meantItem(meant, item, rules)
  }
  return wrongItem(fence, items, item, `unknown ${kind} \`${item.name}\`${hint}`, expected, instead)
}

/** The item that was meant, with its value where that fits; null when there is nothing sensible to write. */
function meantItem(meant: string, item: Exclude<MetaItem, Lines>, rules: FenceRules): string | null {
  const rule = rules.options[meant]
  if (rule === undefined) return meant
  const given = item.kind === 'option' ? item.value : ''
  const value = rule.accepts(given) ? given : rule.suggest(given)
  return value === null ? null : formatOption(meant, value)
}

function expectedForm(item: MetaItem): string {
  return item.kind === 'lines' ? 'lines and ranges without spaces, such as {1,3-5}' : 'key=value or key="some words"'
}

function repair(item: MetaItem): string | null {
  if (item.kind === 'option') return formatOption(item.name, item.value)
  if (item.kind === 'word') return item.raw
  const ranges = item.raw.match(/\d+(?:\s*-\s*\d+)?/g)
  return ranges === null ? null : `{${ranges.map((range) => range.replace(/\s/g, '')).join(',')}}`
}

function wrongItem(
  fence: Fence,
  items: readonly MetaItem[],
  item: MetaItem,
  problem: string,
  expected: string,
  instead: string | null,
): FenceError {
  const found = fenceLine(fence.lang, items)
  // By identity, so that of two equal items only the second one goes.
  const corrected = items.flatMap((other) => {
    if (other !== item) return [other]
    return instead === null ? [] : [{ raw: instead }]
  })
  return new FenceError({ line: fence.line, problem, found, expected, write: fenceLine(fence.lang, corrected) })
}
