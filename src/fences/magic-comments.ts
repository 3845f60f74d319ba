import type { Fence } from './fence'
import { FenceError } from './fence-error'
import { lineWith } from './read-fence'

// A comment of its own line in the manner of Docusaurus: highlight-next-line, highlight-start, error-end, …
const MAGIC_COMMENT = /^\s*(?:\/\/|\/\*|\{\s*\/\*|#|<!--)\s*([a-z]+)-(next-line|start|end)\s*(?:\*\/\s*\}?|-->)?\s*$/

/**
 * Refuses Docusaurus' magic comments: they vanish when the code is shown, so every later line would have another
 * number in the page, in errors and in the prose than in the editor.
 */
export function refuseMagicComments(fence: Fence, form: string): void {
  const lines = fence.code.split('\n')
  const first = lines.findIndex((line) => MAGIC_COMMENT.test(line))
  if (first === -1) return
  const highlight = form === 'ts live' ? highlightsOf(lines) : null
  throw new FenceError({
    line: fence.line + 1 + first,
    problem: `magic comment in \`${form}\`: it shifts the numbers of the lines after it`,
    found: lines[first]?.trim() ?? '',
    expected: form === 'ts live' ? 'highlighted lines on the fence, as {1,3-5}' : 'no magic comments',
    write: highlight === null ? 'the code without that line' : lineWith(fence, highlight),
  })
}

/** What the magic comments highlight, in lines of the code without them. */
function highlightsOf(lines: readonly string[]): string | null {
  const highlighted: number[] = []
  let number = 1
  let inBlock = false
  let next = false
  for (const line of lines) {
    const magic = MAGIC_COMMENT.exec(line)
    if (magic) {
      next = magic[2] === 'next-line'
      if (magic[2] !== 'next-line') inBlock = magic[2] === 'start'
      continue
    }
    if (inBlock || next) highlighted.push(number)
    next = false
    number++
  }
  return highlighted.length === 0 ? null : `{${ranges(highlighted)}}`
}

function ranges(ascending: readonly number[]): string {
  const parts: { from: number; to: number }[] = []
  for (const line of ascending) {
    const last = parts.at(-1)
    if (last && last.to === line - 1) last.to = line
    else parts.push({ from: line, to: line })
  }
  return parts.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(',')
}
