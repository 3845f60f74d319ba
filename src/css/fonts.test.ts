import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** What JetBrains Mono's own tables say, in em. */
const real = { advance: 600 / 1000, ascent: 1020 / 1000, descent: 300 / 1000 }
/** Advances of the faces that stand in for it, from their tables, in em. */
const advances: Record<string, number> = {
  'Mono like Menlo': 1233 / 2048,
  'Mono like Consolas': 1126 / 2048,
  'Mono like Roboto': 1229 / 2048,
}

const css = readFileSync(new URL('./fonts.css', import.meta.url), 'utf8')
const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** A percentage of the @font-face rule of `family`, as a fraction. */
function percentage(family: string, property: string): number {
  const rule = css
    .slice(css.indexOf(`font-family: '${family}'`))
    .split('}', 1)
    .join('')
  return Number(new RegExp(`${property}: ([\\d.]+)%`).exec(rule)?.[1]) / 100
}

describe.each(Object.entries(advances))('the stand-in %s', (family, advance) => {
  const size = percentage(family, 'size-adjust')

  it('is as wide as the face it stands in for', () => {
    expect(advance * size).toBeCloseTo(real.advance, 3)
  })

  it('is as high above and below the line', () => {
    expect(percentage(family, 'ascent-override') * size).toBeCloseTo(real.ascent, 3)
    expect(percentage(family, 'descent-override') * size).toBeCloseTo(real.descent, 3)
  })

  it('leaves thin spaces to be made of its space, as they are of the space of the other', () => {
    const range = new RegExp(`font-family: '${family}';[^}]*unicode-range: ([^;]+);`).exec(css)?.[1] ?? ''
    const has = (code: number) =>
      [...range.matchAll(/U\+([0-9A-F]+)-([0-9A-F]+)/g)].some(
        ([, from = '', to = '']) => Number.parseInt(from, 16) <= code && code <= Number.parseInt(to, 16),
      )
    expect([0x2009, 0x202f, 0x205f].filter(has)).toEqual([])
    expect([0x20, 0x41, 0x2026, 0x4e00, 0x1f600].filter(has)).toHaveLength(5)
  })

  it('stands in the list of mono faces', () => {
    expect(tokens).toContain(`'${family}'`)
  })
})
