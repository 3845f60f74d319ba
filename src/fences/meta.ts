/** One item of a fence's meta string. `raw` is the item as written, `problem` what is wrong with its form. */
export type MetaItem =
  | { readonly kind: 'word'; readonly name: string; readonly raw: string; readonly problem: string | null }
  | {
      readonly kind: 'option'
      readonly name: string
      readonly value: string
      readonly raw: string
      readonly problem: string | null
    }
  | { readonly kind: 'lines'; readonly ranges: string; readonly raw: string; readonly problem: string | null }

/**
 * Splits a meta string into words (`live`), options (`key=value`, `key="with spaces"`, `key='with "these"'`) and line
 * ranges (`{1,3-5}`). Never throws, since it also reads fences that are none of ours; a malformed item says so itself.
 * A quote counts only directly after `=`, so an apostrophe in a word is an apostrophe.
 */
export function parseMeta(meta: string | null): readonly MetaItem[] {
  const items: MetaItem[] = []
  const source = meta ?? ''
  let at = 0
  while (at < source.length) {
    if (isSpace(source[at])) {
      at++
      continue
    }
    const end = source[at] === '{' ? endOfRanges(source, at) : endOfItem(source, at)
    items.push(readItem(source.slice(at, end)))
    at = end
  }
  return items
}

/** Writes an option so that `parseMeta` reads the same value. */
export function formatOption(name: string, value: string): string {
  if (/^[^\s"']+$/.test(value)) return `${name}=${value}`
  return value.includes('"') ? `${name}='${value}'` : `${name}="${value}"`
}

function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\t'
}

function endOfRanges(source: string, start: number): number {
  const close = source.indexOf('}', start)
  return close === -1 ? endOfItem(source, start) : endOfItem(source, close)
}

function endOfItem(source: string, start: number): number {
  let quote: string | null = null
  let at = start
  for (; at < source.length; at++) {
    const char = source[at]
    if (quote !== null) {
      if (char === quote) quote = null
    } else if (isSpace(char)) {
      break
    } else if ((char === '"' || char === "'") && source[at - 1] === '=' && at > start + 1) {
      quote = char
    }
  }
  return at
}

function readItem(raw: string): MetaItem {
  if (raw.startsWith('{')) {
    const well = /^\{(\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)\}$/.exec(raw)
    if (well) return { kind: 'lines', ranges: well[1] ?? '', raw, problem: null }
    return { kind: 'lines', ranges: '', raw, problem: `malformed line highlights ${raw}` }
  }
  const equals = raw.indexOf('=')
  if (equals <= 0) return { kind: 'word', name: raw, raw, problem: null }
  const name = raw.slice(0, equals)
  const rest = raw.slice(equals + 1)
  const quote = rest[0]
  if (quote !== '"' && quote !== "'") return { kind: 'option', name, value: rest, raw, problem: null }
  const close = rest.indexOf(quote, 1)
  if (close === -1) return { kind: 'option', name, value: rest.slice(1), raw, problem: `unclosed quote in ${name}` }
  const glued = close < rest.length - 1
  const problem = glued ? `text directly after the closing quote of ${name}` : null
  return { kind: 'option', name, value: rest.slice(1, close), raw, problem }
}
