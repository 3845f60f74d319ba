import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import type { Program } from '../../src/runner/client'
import type { PartCode } from '../../src/runner/parts'
import { type Ending, initialSession, type SessionState } from '../../src/runner/session'
import { bundleString } from '../bundle-string/bundle'
import type { RunRequest } from './run-thread'

/** A program that has not ended by then is blocked: on virtual time, nothing waits. */
const DEADLINE_MS = 15_000

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What runs a program, as two scripts: the thread, so that a program that never gives way can be ended… */
async function bundleThread(): Promise<string> {
  const result = await build({
    entryPoints: [here('./run-thread.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    conditions: ['source'],
    logLevel: 'silent',
  })
  return result.outputFiles[0]?.text ?? ''
}

/** …and the worker's script, as the page has it in a string. */
async function bundleScripts(): Promise<{ thread: string; worker: string; parts: PartCode }> {
  const [thread, worker, executor, net] = await Promise.all([
    bundleThread(),
    bundleString(here('../../src/runner/worker/prelude.ts')),
    bundleString(here('../../src/runner/worker/executor.part.ts')),
    bundleString(here('../../src/runner/worker/net.part.ts')),
  ])
  return { thread, worker: worker.code, parts: { 'asyncio-ts/executor': executor.code, 'asyncio-ts/net': net.code } }
}

let bundled: ReturnType<typeof bundleScripts> | null = null

/** All scripts, bundled once: all that a program's output depends on besides the program itself. */
export function runnerScripts(): ReturnType<typeof bundleScripts> {
  bundled ??= bundleScripts()
  return bundled
}

let thread: Worker | null = null
let before: Promise<unknown> = Promise.resolve()

/** A run that is over. */
export interface TypeScriptRun extends SessionState {
  readonly ending: Ending
}

/**
 * Runs a program to its end as the page does: with the very script of its worker, in a realm of its own, but without
 * waiting for the clock. Runs that are asked for at one time take their turns.
 */
export function runTypeScript(
  program: Omit<Program, 'speed'>,
  { deadlineMs = DEADLINE_MS } = {},
): Promise<TypeScriptRun> {
  const run = before.then(() => runInThread(program, deadlineMs))
  before = run.catch(() => {})
  return run
}

async function runInThread(program: Omit<Program, 'speed'>, deadlineMs: number): Promise<TypeScriptRun> {
  const scripts = await runnerScripts()
  thread ??= new Worker(scripts.thread, { eval: true })
  const running = thread
  running.ref()
  const request: RunRequest = {
    program: { ...pick(program), speed: 'instant' },
    options: { bundle: scripts.worker, parts: scripts.parts },
  }
  try {
    const state = await answerOf(running, request, deadlineMs)
    if (state === null) return await giveUp({ kind: 'blocked', seconds: deadlineMs / 1000, line: null, within: false })
    if (state.ending === null) throw new Error(`the run of ${program.id} came back without an ending`)
    // Between runs it keeps nobody from leaving.
    running.unref()
    return { ...state, ending: state.ending }
  } catch (error) {
    await giveUp({ kind: 'stopped' })
    throw error
  }

  /** A thread that did not answer is of no use any more; the next run finds a new one. */
  async function giveUp(ending: Ending): Promise<TypeScriptRun> {
    thread = null
    await running.terminate()
    return { ...initialSession, status: 'ended', ending }
  }
}

/** An example is more than a program. */
function pick({ id, code, start, clock, record }: Omit<Program, 'speed'>): Omit<Program, 'speed'> {
  return { id, code, start, clock, ...(record && { record }) }
}

/** What the thread answers; null when it takes too long. */
function answerOf(running: Worker, request: RunRequest, deadlineMs: number): Promise<SessionState | null> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer)
      running.off('message', onMessage).off('error', onError).off('exit', onExit)
      act()
    }
    const onMessage = (state: SessionState) => settle(() => resolve(state))
    const onError = (error: unknown) => settle(() => reject(error))
    const onExit = (code: number) => settle(() => reject(new Error(`the thread of the runs ended with ${code}`)))
    const timer = setTimeout(() => settle(() => resolve(null)), deadlineMs)
    running.on('message', onMessage).on('error', onError).on('exit', onExit)
    running.postMessage(request)
  })
}
