import type { HitPage } from './engine'
import type { FromWorker, ToWorker } from './protocol'

export interface SearchState {
  readonly status: 'loading' | 'ready' | 'failed'
  /** What `pages` answer; null before the first answer. */
  readonly query: string | null
  readonly pages: readonly HitPage[]
}

export interface WorkerLike {
  postMessage(message: ToWorker): void
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  terminate(): void
}

const IDLE: SearchState = { status: 'loading', query: null, pages: [] }

/** The search of one language: asks a worker, and keeps the answer to the latest question. */
export class SearchClient {
  state: SearchState = IDLE
  readonly #listeners = new Set<() => void>()
  readonly #spawn: () => WorkerLike
  readonly #url: string
  #worker: WorkerLike | null = null
  #query = ''
  #asked = 0

  constructor(url: string, spawn: () => WorkerLike = startWorker) {
    this.#url = url
    this.#spawn = spawn
  }

  /** Starts the worker, also after a failure. Safe to call often. */
  start(): void {
    if (this.#worker !== null) return
    this.#become({ ...IDLE })
    const worker = this.#spawn()
    this.#worker = worker
    worker.onmessage = ({ data }) => this.#hear(data)
    worker.onerror = () => this.#hear({ type: 'failed' })
    worker.postMessage({ type: 'load', url: this.#url })
  }

  ask(query: string): void {
    this.#query = query.trim()
    this.#asked += 1
    if (this.#query === '') this.#become({ ...this.state, query: null, pages: [] })
    else if (this.state.status === 'ready') {
      this.#worker?.postMessage({ type: 'search', number: this.#asked, query: this.#query })
    }
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #hear(message: FromWorker): void {
    if (message.type === 'failed') {
      this.#worker?.terminate()
      this.#worker = null
      this.#become({ status: 'failed', query: null, pages: [] })
    } else if (message.type === 'loaded') {
      this.#become({ ...this.state, status: 'ready' })
      this.ask(this.#query)
    } else if (message.number === this.#asked) {
      this.#become({ status: 'ready', query: this.#query, pages: message.pages })
    }
  }

  #become(state: SearchState): void {
    this.state = state
    for (const listener of this.#listeners) listener()
  }
}

function startWorker(): WorkerLike {
  return new Worker(new URL(/* webpackChunkName: "search-worker" */ './search.worker.ts', import.meta.url))
}
