import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Example } from '../../src/fences/example'
import type { Recording } from '../../src/fences/recording'
import { loadDrawn } from '../recorded-views/load-drawn'
import { readRun } from './read-run'
import { runnerScripts, runTypeScript, type TypeScriptRun } from './run-typescript'

/** Examples end within milliseconds; whatever takes so long would hang the build. */
const DEADLINE_MS = 10_000

/** Asked for an example, it says what its page needs to know of its run. */
export interface ExampleRecorder {
  /** `compared`: the example whose run is shown beside it. */
  (example: Example, compared?: Example): Promise<Recording | undefined>
  /** The whole run, with its trace; null for an example on the wall clock. */
  run(example: Example): Promise<TypeScriptRun | null>
}

/**
 * Runs an example when its page is built and says when each line of its output came, for the page to show before
 * anybody runs it. Rejects where the program does not print what the page says. An example on the wall clock has no
 * recording, since its times are those of the machine.
 *
 * A run is done once: its result is kept in `cacheDir` under a hash of the program and of all that runs it.
 */
export function createRecorder(cacheDir: string): ExampleRecorder {
  const runs = new Map<string, Promise<TypeScriptRun>>()
  const runOf = async (example: Example): Promise<TypeScriptRun | null> => {
    if (example.clock === 'wall') return null
    const key = await keyOf(example)
    let run = runs.get(key)
    if (run === undefined) {
      run = cached(path.join(cacheDir, `${key}.json`), () => runTypeScript(example, { deadlineMs: DEADLINE_MS }))
      runs.set(key, run)
    }
    return run
  }
  const record = async (example: Example, compared?: Example): Promise<Recording | undefined> => {
    const run = await runOf(example)
    if (run === null) return undefined
    const beside = compared === undefined ? null : await runOf(compared)
    const { heightOf } = await loadDrawn()
    return readRun(example, run, heightOf(example.view, titled(run, example), beside && titled(beside)))
  }
  return Object.assign(record, { run: runOf })
}

const titled = ({ trace }: TypeScriptRun, example?: Example) => ({
  title: '',
  events: trace.events,
  ...(example && { code: example.code }),
})

async function keyOf({ id, code, start }: Example): Promise<string> {
  const { thread, worker, parts } = await runnerScripts()
  const hash = createHash('sha256')
  for (const part of [thread, worker, ...Object.values(parts), id, start, code]) hash.update(`${part.length}\n${part}`)
  return hash.digest('hex')
}

async function cached(file: string, make: () => Promise<TypeScriptRun>): Promise<TypeScriptRun> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as TypeScriptRun
  } catch {
    // Not there, or half written: made anew.
  }
  const run = await make()
  // That a program took too long may be the machine's fault.
  if (run.ending.kind === 'blocked') return run
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, JSON.stringify(run))
  return run
}
