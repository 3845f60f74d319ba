import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import * as fontkit from 'fontkit'
import subsetFont from 'subset-font'

const require = createRequire(import.meta.url)
const FONT = path.dirname(require.resolve('@fontsource-variable/noto-sans-sc/package.json'))

/** A weight of the typeface: how wide a text is, and its outlines, so that a card looks the same on each machine. */
export interface Letters {
  width(text: string, size: number): number
  /** The path data of a text that begins at x with its base line at y. */
  draw(text: string, size: number, x: number, y: number): string
}

/** The typeface comes in slices of some hundred characters; those that `texts` need are read. */
export async function readLetters(texts: string, weight: number): Promise<Letters> {
  const wanted = new Set(texts)
  const slices = JSON.parse(await readFile(path.join(FONT, 'unicode.json'), 'utf8')) as Record<string, string>
  const fonts = new Map<string, fontkit.Font>()
  // What is in more than one slice comes from the last: Latin from that of Latin, with its kerning.
  for (const [name, ranges] of Object.entries(slices)) {
    const characters = [...wanted].filter(isWithin(ranges))
    if (characters.length === 0) continue
    const file = `noto-sans-sc-${name.replaceAll(/[[\]]/g, '')}-wght-normal.woff2`
    const slice = await readFile(path.join(FONT, 'files', file))
    const font = fontkit.create(
      await subsetFont(slice, characters.join(''), { targetFormat: 'sfnt', variationAxes: { wght: weight } }),
    )
    for (const character of characters) fonts.set(character, font)
  }
  const missing = [...wanted].filter((character) => !fonts.has(character) && character.trim() !== '')
  if (missing.length > 0) throw new Error(`The typeface of the social cards has no ${missing.join(' ')}.`)

  /** Calls back for each stretch of text that one slice has. */
  function eachRun(text: string, visit: (font: fontkit.Font, run: string) => void): void {
    let run = ''
    let current: fontkit.Font | undefined
    for (const character of text) {
      const font = fonts.get(character)
      if (font !== current && current !== undefined && run !== '') {
        visit(current, run)
        run = ''
      }
      current = font ?? current
      run += character
    }
    if (current !== undefined && run !== '') visit(current, run)
  }

  return {
    width(text, size) {
      let width = 0
      eachRun(text, (font, run) => {
        width += (font.layout(run).advanceWidth / font.unitsPerEm) * size
      })
      return width
    },
    draw(text, size, x, y) {
      const paths: string[] = []
      let at = x
      eachRun(text, (font, run) => {
        const scale = size / font.unitsPerEm
        const { glyphs, positions } = font.layout(run)
        for (const [i, { path: outline }] of glyphs.entries()) {
          const data = outline.toSVG()
          if (data !== '')
            paths.push(`<path transform="translate(${round(at)} ${y}) scale(${scale} ${-scale})" d="${data}"/>`)
          at += (positions[i]?.xAdvance ?? 0) * scale
        }
      })
      return paths.join('')
    },
  }
}

const round = (value: number) => Math.round(value * 100) / 100

/** Whether a character is in a list like `U+4e00-4eff,U+201c`. */
function isWithin(ranges: string): (character: string) => boolean {
  const bounds = ranges.split(',').map((range) => {
    const [from = '', to = from] = range.trim().slice(2).split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
  })
  return (character) => {
    const code = character.codePointAt(0) ?? -1
    return bounds.some(([from, to]) => code >= from && code <= to)
  }
}
