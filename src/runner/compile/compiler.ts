import { limits } from '../limits'
import type { Compiled } from './compile'

export interface Compiler {
  /** Never rejects: what goes wrong is an error of the program, in words for the reader. Asked ahead, the answer waits. */
  compile(code: string): Promise<Compiled>
  /** The answer, if it is there already. */
  known(code: string): Compiled | undefined
  dispose(): void
}

/** As much of a Worker as is used here. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  postMessage(message: unknown): void
  terminate(): void
}

interface Waiting {
  readonly code: string
  resolve(compiled: Compiled): void
}

function failure(message: string): Compiled {
  return { ok: false, error: { name: 'SyntaxError', message, position: null, stack: [] } }
}

/** Programs compiled lately, so that running one again does not compile it again. */
const REMEMBERED = 20

/** Compiles in a worker that is ended when it takes longer than `limits.compileWithinMs`. */
export function createCompiler(startWorker: () => WorkerLike): Compiler {
  const remembered = new Map<string, Compiled>()
  const underWay = new Map<string, Promise<Compiled>>()
  // In the order in which the worker takes them.
  const waiting = new Map<number, Waiting>()
  let worker: WorkerLike | null = null
  let deadline: ReturnType<typeof setTimeout> | null = null
  let lastId = 0

  function settle(id: number, compiled: Compiled): void {
    waiting.get(id)?.resolve(compiled)
    waiting.delete(id)
    watchFirst()
  }

  /** The worker has so long for each: the time of those behind begins when it is through with the one before. */
  function watchFirst(): void {
    if (deadline !== null) clearTimeout(deadline)
    const [first] = waiting.keys()
    if (first === undefined) deadline = null
    else deadline = setTimeout(() => tooLong(first), limits.compileWithinMs)
  }

  function tooLong(id: number): void {
    end()
    settle(id, failure(`the program takes more than ${limits.compileWithinMs / 1000} s to compile`))
    for (const [next, { code }] of waiting) post(next, code)
  }

  function end(): void {
    worker?.terminate()
    worker = null
  }

  function failAll(message: string): void {
    end()
    for (const id of [...waiting.keys()]) settle(id, failure(message))
  }

  function post(id: number, code: string): void {
    worker ??= start()
    worker.postMessage({ id, code })
  }

  function start(): WorkerLike {
    const started = startWorker()
    started.onmessage = ({ data }: MessageEvent<{ id: number; compiled: Compiled }>) => {
      const request = waiting.get(data.id)
      if (request === undefined || worker !== started) return
      remember(request.code, data.compiled)
      settle(data.id, data.compiled)
    }
    started.onerror = (event) => {
      event.preventDefault()
      if (worker === started) failAll(`the compiler could not be started: ${event.message || 'reload the page'}`)
    }
    return started
  }

  /** What the worker said; never that it could not be had, which the next try shall find out for itself. */
  function remember(code: string, compiled: Compiled): void {
    remembered.set(code, compiled)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= REMEMBERED) break
      remembered.delete(oldest)
    }
  }

  async function compile(code: string): Promise<Compiled> {
    const known = remembered.get(code) ?? underWay.get(code)
    if (known !== undefined) return known
    const id = ++lastId
    const compiled = new Promise<Compiled>((resolve) => {
      waiting.set(id, { code, resolve })
      if (waiting.size === 1) watchFirst()
      post(id, code)
    })
    underWay.set(code, compiled)
    compiled.then(() => underWay.delete(code))
    return compiled
  }

  return {
    compile,
    known: (code) => remembered.get(code),
    dispose: () => failAll('the compiler was closed'),
  }
}
