import type { Letters } from './letters'
import { balanced, broken, shortened } from './lines'

export const SIZE = { width: 1200, height: 630 } as const

export interface Card {
  /** Above the title: which chapter it is, or nothing. */
  readonly over: string
  readonly title: string
  readonly text: string
  /** The name of the book, at the foot; nothing on the card of the book itself. */
  readonly book: string
}

export interface Faces {
  readonly bold: Letters
  readonly plain: Letters
}

const LEFT = 88
const WIDEST = SIZE.width - 2 * LEFT
// Paper, ink, muted ink and accent of tokens.css.
const [PAPER, INK, MUTED, ACCENT] = ['#fcfbf8', '#1c1f24', '#595c62', '#0b6e69']
// Two strands that pass a bead, as on the home page, across the whole card.
const PERIOD = 96
const strand = (low: boolean) =>
  Array.from({ length: 9 }, (_, i) => i * PERIOD)
    .map((x) => (low ? `M${x - 44} 22H${x - 12}M${x + 12} 10H${x + 28}` : wave(x)))
    .join('')
const wave = (x: number) =>
  `M${x - 48} 10H${x - 8}C${x} 10 ${x} 22 ${x + 8} 22H${x + 32}C${x + 40} 22 ${x + 40} 10 ${x + 48} 10`

/** A page as a picture, for where its address is shared. */
export function drawCard({ over, title, text, book }: Card, { bold, plain }: Faces): string {
  const titleSize = bold.width(title, 84) <= WIDEST ? 84 : 68
  const titleLines = balanced(title, WIDEST, (line) => bold.width(line, titleSize))
  const most = titleLines.length > 1 ? 2 : 3
  const measure = (line: string) => plain.width(line, 32)
  const textLines = shortened(broken(text, WIDEST - 40, measure), most)
  const parts: string[] = []
  let y = 214
  if (over !== '') parts.push(`<g fill="${ACCENT}">${bold.draw(over, 30, LEFT, y)}</g>`)
  y += 40
  for (const line of titleLines) {
    y += titleSize * 0.72
    parts.push(`<g fill="${INK}">${bold.draw(line, titleSize, LEFT - titleSize * 0.05, Math.round(y))}</g>`)
    y += titleSize * 0.48
  }
  y += 28
  for (const line of textLines) {
    parts.push(`<g fill="${MUTED}">${plain.draw(line, 32, LEFT, Math.round(y))}</g>`)
    y += 48
  }
  if (book !== '') parts.push(`<g fill="${INK}">${bold.draw(book, 30, LEFT, 580)}</g>`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}" viewBox="0 0 ${SIZE.width} ${SIZE.height}">
<rect width="100%" height="100%" fill="${PAPER}"/>
<g transform="translate(${LEFT + 48 * 2.6} 72) scale(2.6)" fill="none" stroke="${INK}" stroke-width="2.5" stroke-linecap="round"><path stroke-opacity="0.2" d="${strand(true)}"/><path d="${strand(false)}"/></g>
<circle cx="${LEFT + 48 * 2.6 + 40 * 2.6}" cy="${72 + 16 * 2.6}" r="12" fill="${ACCENT}"/>
${parts.join('\n')}
</svg>`
}
