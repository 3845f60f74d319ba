const KEY = 'search.slash'

/** Whether `/` alone opens the search: a key without Ctrl must be one that can be turned off, for who speaks to type. */
export function slashIsOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

export function turnSlash(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, 'off')
  } catch {
    // Without storage it stays as it is.
  }
}

/** Whether a key press asks for the search: Ctrl+K (⌘K on a Mac) anywhere, `/` where it would not be typed. */
export function asksForSearch(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.altKey || event.isComposing) return false
  const mac = /Mac|iPhone|iPad/.test(navigator.platform)
  const command = mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  if (command) return event.key.toLowerCase() === 'k' && !event.shiftKey
  if (event.key !== '/' || event.ctrlKey || event.metaKey || !slashIsOn()) return false
  const target = event.target
  return !(
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'))
  )
}
