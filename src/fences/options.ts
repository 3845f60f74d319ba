import { type Prediction, SPEEDS, VIEWS } from './example'
import { nearest } from './nearest'

/** What an option's value may be. */
export interface OptionRule {
  /** Completes "expected …". */
  readonly expected: string
  accepts(value: string): boolean
  /** A value to write instead; null when the option is better left out. */
  suggest(value: string): string | null
}

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

const id: OptionRule = {
  expected: 'a kebab-case name in ASCII that begins with a letter, such as say-after',
  accepts: (value) => ID.test(value),
  suggest: (value) => kebab(value) ?? 'name-of-the-example',
}

const text = (example: string): OptionRule => ({
  expected: 'some text',
  accepts: (value) => value.trim() !== '',
  suggest: () => example,
})

const oneOf = (values: readonly string[], otherwise: string | null = values[0] ?? null): OptionRule => ({
  expected: values.length === 1 ? `${values[0]}, or nothing` : `one of ${values.join(', ')}`,
  accepts: (value) => values.includes(value),
  suggest: (value) => values.find((each) => value.toLowerCase() === `${each}x`) ?? nearest(value, values) ?? otherwise,
})

const start: OptionRule = {
  expected: 'a time of day HH:MM:SS, such as 17:14:32',
  accepts: (value) => /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(value),
  suggest: (value) => {
    const parts = value.split(':').map((part) => part.padStart(2, '0'))
    const padded = [...parts, '00', '00'].slice(0, 3).join(':')
    return value !== '' && start.accepts(padded) ? padded : '09:00:00'
  },
}

const predict: OptionRule = {
  expected: 'line:3 (what is line 3 of the output?) or time:1,2,3 (when does it end, in seconds?)',
  accepts: (value) => readPrediction(value) !== null,
  suggest: () => 'line:2',
}

/** Reads what `predict` says; null: it cannot be read. */
export function readPrediction(value: string): Prediction | null {
  const [, kind, rest = ''] = /^(line|time):([\d.,]+)$/.exec(value) ?? []
  const numbers = rest.split(',').map(Number)
  if (kind === undefined || !numbers.every((number) => Number.isFinite(number))) return null
  if (kind === 'time')
    return new Set(numbers).size === numbers.length && numbers.length > 1 ? { kind, times: numbers } : null
  const [line = 0] = numbers
  return numbers.length === 1 && Number.isInteger(line) && line > 0 ? { kind: 'line', line } : null
}

/** The options of `ts live`, each documented by what it expects. */
export const LIVE_OPTIONS: Readonly<Record<string, OptionRule>> = {
  id,
  title: text('What the program does'),
  view: oneOf(VIEWS),
  start,
  speed: oneOf(SPEEDS),
  clock: oneOf(['wall'], null),
  record: oneOf(['off'], null),
  compare: id,
  expect: oneOf(['error'], null),
  predict,
  twin: oneOf(['none']),
  reason: text('Python has no counterpart of …'),
}

/** The options of `py twin`. */
export const TWIN_OPTIONS: Readonly<Record<string, OptionRule>> = {
  recorded: {
    expected: 'the version of the CPython that it was recorded on, 3.13.x or later, such as 3.14.2',
    accepts: (value) => /^3\.1[3-9]\.\d+$/.test(value),
    suggest: () => '3.14.2',
  },
}

/** Makes a kebab-case ASCII name of any text; null when nothing is left of it. */
export function kebab(value: string): string | null {
  const name = value
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
  return ID.test(name) ? name : null
}
