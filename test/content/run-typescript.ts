import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { bundleString } from '../../plugins/bundle-string/bundle'
import type { Program } from '../../src/runner/client'
import { type Ending, initialSession, type SessionState } from '../../src/runner/session'
import type { RunRequest } from './run-thread'

/** A program that has not ended by then is blocked: on virtual time, nothing waits. */
const DEADLINE_MS = 15_000

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The run worker's script, as the page has it in a string; bundled once for all runs. */
const script = bundleString(here('../../src/runner/worker/prelude.ts'))

/** The source of the thread that runs programs, so that one that never gives way can be ended. */
const threadSource = build({
  entryPoints: [here('./run-thread.ts')],
  bundle: true,
  write: false,
  platform: 'node',
  format: 'cjs',
  conditions: ['source'],
  logLevel: 'silent',
}).then((result) => result.outputFiles[0]?.text ?? '')

let thread: Worker | null = null

/** A run that is over. */
export interface TypeScriptRun extends SessionState {
  readonly ending: Ending
}

/**
 * Runs a program to its end as the page does: with the very script of its worker, in a realm of its own, but without
 * waiting for the clock. One run at a time.
 */
export async function runTypeScript(
  { id, code, start, clock }: Omit<Program, 'speed'>,
  { deadlineMs = DEADLINE_MS } = {},
): Promise<TypeScriptRun> {
  thread ??= new Worker(await threadSource, { eval: true })
  const running = thread
  const request: RunRequest = {
    program: { id, code, start, clock, speed: 'instant' },
    options: { bundle: (await script).code },
  }
  running.postMessage(request)
  try {
    const [state] = (await once(running, 'message', { signal: AbortSignal.timeout(deadlineMs) })) as [SessionState]
    if (state.ending === null) throw new Error(`the run of ${id} came back without an ending`)
    return { ...state, ending: state.ending }
  } catch (error) {
    thread = null
    await running.terminate()
    if ((error as Error).name !== 'AbortError') throw error
    return { ...initialSession, status: 'ended', ending: { kind: 'blocked', seconds: deadlineMs / 1000 } }
  }
}
