/** Labels are laid out for this width; on wider ones there is only more room. */
export const NARROW = 330
/** Widths from which on a label is shown. */
export const WIDTHS = [NARROW, 480, 720] as const
export const CHAR = 6.4

/** In pixels, roughly; Chinese letters are as wide as they are high. */
export function lengthOf(text: string): number {
  let length = 0
  for (const char of text) length += char > '\u2e80' ? 11.5 : CHAR
  return length
}

export function cutText(text: string, chars: number): string {
  const plain = text.replace(/\s*\n\s*/g, ' ⏎ ')
  return plain.length > chars ? `${plain.slice(0, chars - 1)}…` : plain
}
