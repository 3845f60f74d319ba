import { readdirSync, readFileSync } from 'node:fs'
import { loadPyodide } from 'pyodide'

/** One printed line; `time` is the loop time in seconds at which it was complete. */
export interface OracleLine {
  readonly text: string
  readonly time: number
}

export interface OracleRun {
  /** What the program printed on both streams; an uncaught exception adds the traceback's last line. */
  readonly lines: readonly OracleLine[]
  /** The traceback's last line, or why the oracle ended the program (deadlock, endless, unsupported); null: it ended well. */
  readonly error: string | null
  /** What CPython reports beside the program's own output: warnings, exceptions never retrieved or ignored. */
  readonly reports: readonly string[]
  /** Loop time reached, in seconds. */
  readonly time: number
  /** Turns of all loops of the program. */
  readonly turns: number
}

/** CPython 3.14 on a virtual clock. Runs are synchronous and see nothing of each other. */
export interface Oracle {
  /** Python's version, such as `3.14.2`. */
  readonly version: string
  /**
   * Runs a program as `__main__`. Loop time starts at 0, when it is 2026-01-01 at `start`.
   * Never throws for what the program does.
   */
  run(source: string, options?: { readonly start?: string }): OracleRun
  /**
   * Calls a function of a program with each argument and returns what each call printed, as one text that ends in a
   * newline; what ended a call (see `OracleRun.error`) is its last line. Much faster than as many runs: the program is
   * compiled once, and memory is put back once, at the end. Each call still has a fresh `__main__`, loop and clock; only
   * what CPython itself counts (`Task-7`) goes on.
   */
  runEach(source: string, entry: string, inputs: readonly string[]): readonly string[]
}

/** The modules of the oracle that are written in Python. */
const pythonHalf = new URL('./python/', import.meta.url)

/** How often CPython may ask for signals before a program counts as endless; some seconds of computing. */
const MAX_POLLS = 500_000

/** After the first signal, a program that catches it gets the next one so many polls later. */
const POLLS_BETWEEN_SIGNALS = 100

const SIGUSR1 = 10

/**
 * Counts CPython's questions whether a signal has arrived (every 50 checks of its eval breaker) and says yes when there
 * were too many. So a `while True: pass` ends after a fixed amount of work, not after a time that depends on the machine.
 */
class PollCounter {
  private left = MAX_POLLS

  rewind(programs: number): void {
    this.left = programs * MAX_POLLS
  }

  get 0(): number {
    this.left -= 1
    if (this.left > 0) return 0
    this.left = POLLS_BETWEEN_SIGNALS
    return SIGUSR1
  }

  set 0(_answered: number) {
    // CPython writes 0 to say that it has seen the signal.
  }
}

/** What we use of the interpreter beside its documented interface: its memory. */
interface Internals {
  readonly _module: { readonly HEAPU8: Uint8Array }
}

/**
 * Loads CPython (a second or so) and prepares it once. Before each run its whole memory is put back to that state: no
 * task, module, patch or seed of an earlier run can be left, because no byte of it is.
 */
export async function loadOracle(): Promise<Oracle> {
  const python = await loadPyodide({ env: { PYTHONHASHSEED: '0' } })
  const heap = () => (python as unknown as Internals)._module.HEAPU8
  const polls = new PollCounter()
  python.setInterruptBuffer(polls as unknown as Uint8Array)
  python.FS.mkdirTree('/oracle/_oracle')
  for (const file of readdirSync(pythonHalf)) {
    if (file.endsWith('.py'))
      python.FS.writeFile(`/oracle/_oracle/${file}`, readFileSync(new URL(file, pythonHalf), 'utf8'))
  }
  const load = 'from _oracle.run import run; from _oracle.batch import run_each'
  python.runPython(`import sys; sys.path.insert(0, "/oracle"); ${load}; del sys.path[0]`)
  const run = python.globals.get('run') as (source: string, start: string) => string
  const runEach = python.globals.get('run_each') as (source: string, entry: string, inputs: string) => string
  const version = python.runPython('sys.version.split()[0]') as string
  // Nothing but strings may cross from here on: a proxy would outlive the memory that it points to.
  const prepared = heap().slice()

  /** Whatever is called leaves no trace. */
  function untraced(call: () => string, programs: number): string {
    polls.rewind(programs)
    try {
      return call()
    } finally {
      heap().set(prepared)
      heap().fill(0, prepared.length)
    }
  }

  return {
    version,
    run(source, { start = '00:00:00' } = {}) {
      if (!/^\d\d:\d\d:\d\d$/.test(start))
        throw new RangeError(`start: expected HH:MM:SS, got ${JSON.stringify(start)}`)
      try {
        return JSON.parse(untraced(() => run(source, start), 1)) as OracleRun
      } catch (exit) {
        // The interpreter itself went down; with its memory put back it is as good as new.
        return { lines: [], error: tookDown(exit), reports: [], time: 0, turns: 0 }
      }
    },
    runEach(source, entry, inputs) {
      const runAll = (some: readonly string[]) =>
        JSON.parse(untraced(() => runEach(source, entry, JSON.stringify(some)), some.length)) as readonly string[]
      try {
        return runAll(inputs)
      } catch {
        // One of them took the interpreter down, and with it what the others printed.
        return inputs.map((input) => {
          try {
            return runAll([input])[0] as string
          } catch (exit) {
            return `${tookDown(exit)}\n`
          }
        })
      }
    },
  }
}

function tookDown(exit: unknown): string {
  return `the program took the interpreter down: ${exit}`
}
