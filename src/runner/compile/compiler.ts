import { limits } from '../limits'
import type { Compiled } from './compile'

export interface Compiler {
  /** Starts the worker and lets it compile something small, so that the first program does not wait for it. */
  warm(): Promise<void>
  /** Never rejects: what goes wrong is an error of the program, in words for the reader. */
  compile(code: string): Promise<Compiled>
  dispose(): void
}

/** As much of a Worker as is used here. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  postMessage(message: unknown): void
  terminate(): void
}

/** Programs compiled lately, so that running one again does not compile it again. */
const REMEMBERED = 20

/** Compiles in a worker that is ended when it takes longer than `limits.compileWithinMs`. */
export function createCompiler(startWorker: () => WorkerLike): Compiler {
  const remembered = new Map<string, Compiled>()
  const waiting = new Map<number, (compiled: Compiled) => void>()
  let worker: WorkerLike | null = null
  let lastId = 0

  function fail(message: string): void {
    worker?.terminate()
    worker = null
    const error = { name: 'SyntaxError', message, position: null, stack: [] }
    for (const resolve of waiting.values()) resolve({ ok: false, error })
    waiting.clear()
  }

  function start(): WorkerLike {
    const started = startWorker()
    started.onmessage = ({ data }: MessageEvent<{ id: number; compiled: Compiled }>) => {
      const resolve = waiting.get(data.id)
      waiting.delete(data.id)
      resolve?.(data.compiled)
    }
    started.onerror = (event) => {
      event.preventDefault()
      fail(`the compiler could not be started: ${event.message || 'reload the page'}`)
    }
    return started
  }

  async function compile(code: string): Promise<Compiled> {
    const known = remembered.get(code)
    if (known !== undefined) return known
    worker ??= start()
    const id = ++lastId
    const compiled = await new Promise<Compiled>((resolve) => {
      const seconds = limits.compileWithinMs / 1000
      const timer = setTimeout(
        () => fail(`the program takes more than ${seconds} s to compile`),
        limits.compileWithinMs,
      )
      waiting.set(id, (result) => {
        clearTimeout(timer)
        resolve(result)
      })
      worker?.postMessage({ id, code })
    })
    remembered.set(code, compiled)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= REMEMBERED) break
      remembered.delete(oldest)
    }
    return compiled
  }

  return {
    compile,
    warm: async () => {
      await compile("import { run, type Coroutine } from 'asyncio-ts'\nenum A { B }\nconsole.log(run, A.B)")
    },
    dispose: () => fail('the compiler was closed'),
  }
}
