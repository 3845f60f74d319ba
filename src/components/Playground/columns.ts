/** Han, Kana, Hangul and full-width signs: drawn in a face of another family, one em wide. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/gu

/** Letters of the mono face that one of those is as wide as: such a letter takes 0.6 em. */
const WIDE_COLUMNS = 1 / 0.6

/** How wide the longest line of these programs is, in letters of the mono face. */
export function widestLine(...programs: readonly string[]): number {
  const lines = programs.join('\n').split('\n')
  return Math.ceil(Math.max(...lines.map(widthOf)))
}

function widthOf(line: string): number {
  const wide = line.match(WIDE)?.length ?? 0
  return [...line].length + wide * (WIDE_COLUMNS - 1)
}
