import type { ProgramError } from '../../runner/session'

/**
 * What Python calls such an error, where its name is another one; null where it is the same, or nothing comes near.
 * Names alone do not tell: JavaScript has one RangeError for what are four errors in Python.
 */
export function pythonName({ name, message }: Pick<ProgramError, 'name' | 'message'>): string | null {
  for (const [error, said, python] of counterparts) if (error === name && said.test(message)) return python
  return null
}

const ANY = /(?:)/

/** The first that fits counts. The messages are those of V8, Gecko and WebKit. */
const counterparts: readonly (readonly [name: string, said: RegExp, python: string])[] = [
  ['ReferenceError', /before init|uninitialized|can't access lexical/i, 'UnboundLocalError'],
  ['ReferenceError', ANY, 'NameError'],
  [
    'TypeError',
    /of (?:undefined|null)|is (?:undefined|null)$|has no properties|(?:undefined|null) is not an object/i,
    'AttributeError',
  ],
  ['RangeError', /call stack/i, 'RecursionError'],
  ['InternalError', /recursion/i, 'RecursionError'],
  ['RangeError', /division by zero/i, 'ZeroDivisionError'],
  ['RangeError', /allocation failed|out of memory|invalid (?:array|string) length/i, 'MemoryError'],
  ['RangeError', ANY, 'ValueError'],
  ['SyntaxError', /JSON/, 'json.JSONDecodeError'],
  ['URIError', ANY, 'UnicodeDecodeError'],
  ['AggregateError', ANY, 'ExceptionGroup'],
  ['AbortError', ANY, 'CancelledError'],
]
