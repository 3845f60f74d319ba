import { wordsOf } from './words'

/** A piece of text, and whether it is one of the words that were asked for. */
export interface Piece {
  readonly text: string
  readonly hit: boolean
}

/** A wide character takes the room of two. */
const ROOM = 150

/** A text in pieces: those of the terms, and what lies between. */
export function marked(text: string, terms: ReadonlySet<string>): readonly Piece[] {
  return cut(text, spansOf(text, terms))
}

/** The part of a text that has most of the terms, in pieces; its beginning if it has none. */
export function excerpt(text: string, terms: ReadonlySet<string>): readonly Piece[] {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  const spans = spansOf(flat, terms)
  let best = { start: 0, count: 0 }
  for (const [index, { start }] of spans.entries()) {
    const seen = new Set<string>()
    for (const span of spans.slice(index)) {
      if (width(flat.slice(start, span.end)) > ROOM * 0.8) break
      seen.add(flat.slice(span.start, span.end).toLowerCase())
    }
    if (seen.size > best.count) best = { start, count: seen.size }
  }
  const start = beginning(flat, best.start)
  let end = start
  for (let room = ROOM; end < flat.length && room > 0; end += 1) room -= width(flat.charAt(end))
  // Not within a word of letters.
  if (end < flat.length) end -= /[\w’'-]{0,24}$/.exec(flat.slice(start, end))?.[0].length ?? 0
  const part = flat.slice(start, end)
  const within = spans
    .map((span) => ({ start: span.start - start, end: span.end - start }))
    .filter((span) => span.start >= 0 && span.end <= part.length)
  const pieces = cut(part, within)
  return [
    ...(start > 0 ? [{ text: '…', hit: false }] : []),
    ...pieces,
    ...(end < flat.length ? [{ text: '…', hit: false }] : []),
  ]
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Where the terms lie, neighbours that touch or overlap made one. */
function spansOf(text: string, terms: ReadonlySet<string>): readonly Span[] {
  const spans: { start: number; end: number }[] = []
  for (const { term, start, end } of wordsOf(text)) {
    if (!terms.has(term)) continue
    const last = spans.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else spans.push({ start, end })
  }
  return spans
}

function cut(text: string, spans: readonly Span[]): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end } of spans) {
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false })
    pieces.push({ text: text.slice(start, end), hit: true })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false })
  return pieces
}

/** Where an excerpt begins that is to show this place: at its sentence if that is near, otherwise a few words before. */
function beginning(text: string, place: number): number {
  const before = text.slice(Math.max(0, place - 60), place)
  const sentence = Math.max(...['. ', '。', '？', '！', '? ', '! '].map((end) => before.lastIndexOf(end) + end.length))
  const found = /[.。？！?!] ?/.test(before)
  if (found) return place - before.length + sentence + (/^ */.exec(before.slice(sentence))?.[0].length ?? 0)
  if (place <= 60) return 0
  const near = text.slice(place - 24, place)
  const space = near.indexOf(' ')
  return place - near.length + (space < 0 ? 0 : space + 1)
}

function width(text: string): number {
  return text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0)
}
