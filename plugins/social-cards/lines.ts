/** What may not begin a line, and what may not end one. */
const CLOSING = /^[\p{Pe}\p{Pf}，。：；！？、,.:;!?…)]+/u
const OPENING = /[\p{Ps}\p{Pi}(]$/u

/** A text in lines as even as they can be: as few as its width allows, none wider than it must be. */
export function balanced(text: string, widest: number, width: (text: string) => number): readonly string[] {
  const count = broken(text, widest, width).length
  let [low, high] = [widest / 2, widest]
  while (high - low > 8) {
    const middle = (low + high) / 2
    if (broken(text, middle, width).length <= count) high = middle
    else low = middle
  }
  return broken(text, high, width)
}

export function broken(text: string, widest: number, width: (text: string) => number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(text)) {
    if (line !== '' && width((line + piece).trimEnd()) > widest) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  return line === '' ? lines : [...lines, line.trimEnd()]
}

/** At most so many lines; what is left out is shown by dots. */
export function shortened(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines
  return lines
    .slice(0, most)
    .map((line, i) => (i === most - 1 ? `${line.replace(/[\s,.，。、：:；;]+$/u, '')}…` : line))
}

const words = new Intl.Segmenter('zh', { granularity: 'word' })
/** One that the segmenter does not know. */
const COROUTINE = '协程'
const wordsOf = (text: string) =>
  text !== COROUTINE && /\p{Script=Han}/u.test(text) ? [...words.segment(text)].map(({ segment }) => segment) : [text]

/** Between these a line may end: words, with what follows them. */
function pieces(text: string): readonly string[] {
  const found: string[] = []
  const stretches = [...text.matchAll(/协程|(?:(?!协程)\p{Script=Han})+|[^\s\p{Script=Han}]+\s*|\s+/gu)]
  for (const piece of stretches.flatMap(([stretch]) => wordsOf(stretch))) {
    const last = found.at(-1)
    if (last !== undefined && (OPENING.test(last) || (CLOSING.test(piece) && !/\s$/.test(last)))) {
      const [closing = ''] = CLOSING.exec(piece) ?? []
      const kept = OPENING.test(last) ? piece : closing
      found[found.length - 1] = last + kept
      if (kept !== piece) found.push(piece.slice(kept.length))
    } else found.push(piece)
  }
  return found
}
