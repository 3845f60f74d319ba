/** As much of a browser as the core scenarios need, whatever it is driven by. */
export interface Driver {
  readonly name: string
  goto(url: string): Promise<void>
  /** Runs the body of a function in the page and returns what it returns, as JSON. */
  evaluate<T>(body: string): Promise<T>
  /** The same in the first frame of the page. */
  inFrame<T>(body: string): Promise<T>
  /** Clicks the middle of the first element that the selector finds, as a pointer would. */
  click(selector: string): Promise<void>
  /** Puts a text into the focused field, as a paste would; or presses one key. */
  type(text: string): Promise<void>
  press(key: '/' | 'Enter'): Promise<void>
  /** Selects all that the focused field holds. */
  selectAll(): Promise<void>
  close(): Promise<void>
}

/** Waits until the body of a function returns something true in the page, and returns it. */
export async function until<T>(driver: Driver, body: string, timeoutMs = 30_000): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const value = await driver.evaluate<T>(body)
    if (value) return value
    if (Date.now() > deadline) throw new Error(`${driver.name}: waited ${timeoutMs} ms for \`${body}\``)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
