/** For tests: the browser's storage, which may refuse. */
export class FakeStorage implements Storage {
  readonly #items = new Map<string, string>()
  refuse: 'nothing' | 'writing' | 'everything'

  constructor({ refuse = 'nothing' as 'nothing' | 'writing' | 'everything' } = {}) {
    this.refuse = refuse
  }

  get length(): number {
    this.#check()
    return this.#items.size
  }

  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null
  }

  getItem(key: string): string | null {
    this.#check()
    return this.#items.get(key) ?? null
  }

  setItem(key: string, value: string): void {
    this.#check('writing')
    this.#items.set(key, value)
  }

  removeItem(key: string): void {
    this.#check()
    this.#items.delete(key)
  }

  clear(): void {
    this.#items.clear()
  }

  #check(doing: 'reading' | 'writing' = 'reading'): void {
    if (this.refuse === 'everything' || this.refuse === doing) throw new DOMException('no', 'QuotaExceededError')
  }
}
