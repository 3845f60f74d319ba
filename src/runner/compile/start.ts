import type { WorkerLike } from './compiler'

/** Started before anybody asked for it; nobody has it yet. */
let early: Worker | null = null

function spawn(): Worker {
  // By this name the bundler knows it for what shall not be split (plugins/bundle-string).
  return new Worker(new URL(/* webpackChunkName: "compile-worker" */ './compile.worker.ts', import.meta.url))
}

/**
 * Starts a compile worker for the client that is still being loaded: the worker takes as long to start as the client to
 * arrive, so both at once halve the reader's wait. All of the runner that a page holds before it is used. Safe to call
 * often.
 */
export function startCompilerEarly(): void {
  if (early !== null) return
  const worker = spawn()
  // A script that did not load says so before anybody listens; whoever asks then gets a worker that tries again.
  worker.onerror = () => {
    if (early === worker) early = null
  }
  early = worker
}

/** A compile worker: the one that was started early, or a new one. */
export function startCompiler(): WorkerLike {
  const worker = early ?? spawn()
  early = null
  worker.onerror = null
  return worker
}
