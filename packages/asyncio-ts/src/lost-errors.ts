import type { Future } from './futures.js'

/** An error that stands in a Future and that nobody has fetched yet: its name and itself, never the Future. */
export interface LostError {
  readonly kind: string
  readonly name: string
  readonly error: unknown
}

/** More than this are not remembered: a program that loses so many has been told enough. */
const LIMIT = 100

/**
 * The errors of one loop that nobody has fetched. They are reported when the loop closes; on a real clock also when
 * their Future is collected, which on a virtual one would make the output depend on the collector.
 */
export class LostErrors {
  readonly #errors = new Set<LostError>()
  readonly #report: (lost: LostError) => void
  readonly #onCollection: boolean
  #registry: FinalizationRegistry<LostError> | null = null

  constructor(report: (lost: LostError) => void, onCollection: boolean) {
    this.#report = report
    this.#onCollection = onCollection
  }

  add(future: Future<unknown>, lost: LostError): void {
    if (this.#errors.size >= LIMIT) return
    this.#errors.add(lost)
    if (!this.#onCollection) return
    this.#registry ??= new FinalizationRegistry((collected) => {
      if (this.#errors.delete(collected)) this.#report(collected)
    })
    this.#registry.register(future, lost)
  }

  delete(lost: LostError): void {
    this.#errors.delete(lost)
  }

  /** Reports what is left, in the order in which it failed. */
  flush(): void {
    const left = [...this.#errors]
    this.#errors.clear()
    for (const lost of left) this.#report(lost)
  }
}
