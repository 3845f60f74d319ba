import type { Entry } from './Editor'

/** Where a click in the static code leads the editor: to what the reader has just selected there, else to the point. */
export function entryFromClick(code: HTMLElement, x: number, y: number): Entry {
  const selection = getSelection()
  const range = selection && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null
  if (!range || !code.contains(range.startContainer) || !code.contains(range.endContainer)) return { by: 'point', x, y }
  const before = document.createRange()
  before.setStart(code, 0)
  before.setEnd(range.startContainer, range.startOffset)
  // Line numbers are generated content, so the text of a range is the program's.
  const from = before.toString().length
  return { by: 'selection', from, to: from + range.toString().length }
}
