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

  rewind(): void {
    this.left = MAX_POLLS
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
  python.runPython('import sys; sys.path.insert(0, "/oracle"); from _oracle.run import run; del sys.path[0]')
  const run = python.globals.get('run') as (source: string, start: string) => string
  const version = python.runPython('sys.version.split()[0]') as string
  // Nothing but strings may cross from here on: a proxy would outlive the memory that it points to.
  const prepared = heap().slice()
  return {
    version,
    run(source, { start = '00:00:00' } = {}) {
      if (!/^\d\d:\d\d:\d\d$/.test(start))
        throw new RangeError(`start: expected HH:MM:SS, got ${JSON.stringify(start)}`)
      polls.rewind()
      try {
        return JSON.parse(run(source, start)) as OracleRun
      } catch (exit) {
        // The interpreter itself went down; with its memory put back it is as good as new.
        return { lines: [], error: `the program took the interpreter down: ${exit}`, reports: [], time: 0, turns: 0 }
      } finally {
        heap().set(prepared)
        heap().fill(0, prepared.length)
      }
    },
  }
}
