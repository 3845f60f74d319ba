import { limits } from '../limits'
import type { Stream } from '../protocol'
import { type Describe, format, formatNested } from './format'
import { create, floor, min, slice } from './primordials'

export interface ConsoleEnds {
  /** `values` are those that the text shows. */
  print(stream: Stream, text: string, values: readonly unknown[]): void
  /** Real milliseconds, for the formatter's budget. */
  now(): number
  /** Loop time in seconds, for `console.time`. */
  time(): number
  readonly describe: Describe
}

type Method = (...values: unknown[]) => void

/** The `console` of a program. Only what can be shown as lines is there. */
export function createConsole({ print, now, time, describe }: ConsoleEnds): Readonly<Record<string, Method>> {
  const counts: Record<string, number> = create(null)
  const starts: Record<string, number> = create(null)
  let indent = ''

  const show = (value: unknown): string => format(value, now, describe)
  const nested = (value: unknown): string => formatNested(value, now, describe)
  const write = (stream: Stream, values: unknown[]): void => {
    print(stream, indented(indent, joinValues(values, show, nested)), values)
  }
  const to =
    (stream: Stream): Method =>
    (...values) =>
      write(stream, values)
  const group: Method = (...values) => {
    if (values.length > 0) write('log', values)
    indent += '  '
  }
  const elapsed = (label: unknown, rest: unknown[]): void => {
    const name = labelText(label)
    const start = starts[name]
    // To the microsecond: sums of seconds are not exact.
    if (start === undefined) write('warn', [`there is no timer '${name}'`])
    else write('log', [`${name}: ${floor((time() - start) * 1e6 + 0.5) / 1e3} ms`, ...rest])
  }

  return {
    log: to('log'),
    info: to('info'),
    warn: to('warn'),
    error: to('error'),
    debug: to('debug'),
    trace: to('debug'),
    dir: (value) => write('log', [value]),
    table: (value) => write('log', [value]),
    assert: (condition, ...values) => {
      if (!condition) write('error', values.length === 0 ? ['Assertion failed'] : ['Assertion failed:', ...values])
    },
    group,
    groupCollapsed: group,
    groupEnd: () => {
      indent = slice(indent, 2)
    },
    count: (label) => {
      const name = labelText(label)
      const count = (counts[name] ?? 0) + 1
      counts[name] = count
      write('log', [`${name}: ${count}`])
    },
    countReset: (label) => {
      counts[labelText(label)] = 0
    },
    time: (label) => {
      starts[labelText(label)] = time()
    },
    timeLog: (label, ...rest) => elapsed(label, rest),
    timeEnd: (label) => {
      elapsed(label, [])
      delete starts[labelText(label)]
    },
    clear: () => {},
  }
}

function labelText(label: unknown): string {
  return typeof label === 'string' ? label : 'default'
}

function indented(indent: string, text: string): string {
  if (indent === '') return text
  const read = min(text.length, limits.lineChars)
  let result = indent
  for (let i = 0; i < read; i++) result += text[i] === '\n' ? `\n${indent}` : text[i]
  return result + slice(text, read)
}

/**
 * Arguments joined by spaces; a first text may hold `%s %d %i %f %o %O %j %c %%` for those after it. What will be cut
 * off as too long for a line is not looked through.
 */
function joinValues(values: unknown[], show: (value: unknown) => string, nested: (value: unknown) => string): string {
  let text = ''
  let next = 0
  const first = values[0]
  if (typeof first === 'string' && values.length > 1) {
    next = 1
    let i = 0
    for (; i < first.length && i < limits.lineChars; i++) {
      const char = first[i] as string
      const kind = char === '%' ? first[i + 1] : undefined
      const filled = kind === '%' ? '%' : kind !== undefined && next < values.length ? fill(kind, values[next]) : null
      text += filled ?? char
      if (filled === null) continue
      if (kind !== '%') next++
      i++
    }
    text += slice(first, i)
  }
  for (; next < values.length; next++) text += `${next === 0 ? '' : ' '}${show(values[next])}`
  return text

  function fill(kind: string, value: unknown): string | null {
    switch (kind) {
      case 's':
        return show(value)
      case 'd':
      case 'f':
        return typeof value === 'number' || typeof value === 'bigint' ? show(value) : 'NaN'
      case 'i':
        return typeof value === 'number' ? `${value < 0 ? -floor(-value) : floor(value)}` : 'NaN'
      case 'o':
      case 'O':
      case 'j':
        return nested(value)
      case 'c':
        return ''
      default:
        return null
    }
  }
}
