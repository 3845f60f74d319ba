import { StopIteration } from 'asyncio-ts'

/**
 * A rule of PEP 342 or 380 as a little program in both languages, which have to log the same. What that is, CPython
 * decides.
 */
export interface Case {
  readonly rule: string
  readonly python: string
  typescript(tools: Tools): void
}

/** What the programs of both languages find: `prelude` has the same in Python. */
export interface Tools {
  /** Logs words with a space between; `undefined` is None. */
  log(...words: unknown[]): void
  /** Does something, and logs what it gives or throws. */
  attempt(action: () => unknown): void
}

/** Stands before each Python program. */
export const prelude = `
import inspect

def log(*words):
    print(*words)

def attempt(action):
    try:
        log('gives', action())
    except StopIteration as stop:
        log('StopIteration', stop.value)
    except BaseException as error:
        log(type(error).__name__, error)

def state(generator):
    return inspect.getgeneratorstate(generator)

`

/** What a program of ours logs. */
export function runCase({ typescript }: Case): readonly string[] {
  const lines: string[] = []
  const log = (...words: unknown[]): void => {
    lines.push(words.map((word) => show(word)).join(' '))
  }
  const attempt = (action: () => unknown): void => {
    try {
      log('gives', action())
    } catch (error) {
      if (error instanceof StopIteration) log('StopIteration', error.value)
      else log((error as Error).name, (error as Error).message)
    }
  }
  typescript({ log, attempt })
  return lines
}

/** As Python prints it. */
function show(value: unknown): string {
  if (value === undefined) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (Array.isArray(value))
    return `[${value.map((part) => (typeof part === 'string' ? `'${part}'` : show(part))).join(', ')}]`
  return String(value)
}
