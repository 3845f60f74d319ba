import type { EventLoop } from './event-loop.js'
import type { ExceptionContext } from './exception-context.js'
import type { Future } from './futures.js'

/** More than this are not remembered: a program that loses so many has been told enough. */
const LIMIT = 100

/**
 * The errors of one loop that nobody has fetched: what to say of each, which never holds the Future itself. They are
 * reported when the loop closes; on a real clock also when their Future is collected, which on a virtual one would make
 * the output depend on the collector.
 */
export class LostErrors {
  readonly #errors = new Set<ExceptionContext>()
  readonly #loop: EventLoop
  readonly #onCollection: boolean
  #registry: FinalizationRegistry<ExceptionContext> | null = null

  constructor(loop: EventLoop, onCollection: boolean) {
    this.#loop = loop
    this.#onCollection = onCollection
  }

  add(future: Future<unknown>, lost: ExceptionContext): void {
    if (this.#errors.size >= LIMIT) return
    this.#errors.add(lost)
    if (!this.#onCollection) return
    this.#registry ??= new FinalizationRegistry((collected) => {
      if (this.#errors.delete(collected)) this.#loop.callExceptionHandler(collected)
    })
    this.#registry.register(future, lost)
  }

  delete(lost: ExceptionContext): void {
    this.#errors.delete(lost)
  }

  /** Reports what is left, in the order in which it failed. */
  flush(): void {
    const left = [...this.#errors]
    this.#errors.clear()
    for (const lost of left) this.#loop.callExceptionHandler(lost)
  }
}
