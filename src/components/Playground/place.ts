/** The address and the page's scroll position, as far as a playground has to do with them. */

/** Names something else in the address without a step in the history, and without anybody being told. */
export function setHash(hash: string): void {
  // What the router keeps in the state goes on.
  history.replaceState(history.state, '', hash)
}

/**
 * Goes to an example that the address names together with its program: the browser finds no such id. Not after a reload
 * or a step in the history, where the browser itself returns to where the reader was.
 */
export function goToSection(id: string): void {
  const [navigation] = performance.getEntriesByType?.('navigation') ?? []
  const type = (navigation as PerformanceNavigationTiming | undefined)?.type
  if ((type === 'reload' || type === 'back_forward') && scrollY > 0) return
  document.getElementById(id)?.scrollIntoView()
}
