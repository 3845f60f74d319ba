import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** The hex colours of the first rule whose selector is exactly `selector`. */
function colours(css: string, selector: string): Map<string, string> {
  const body = css
    .slice(css.search(new RegExp(`^ *${selector.replace(/[[\]]/g, '\\$&')} {`, 'm')))
    .split('}', 1)
    .join('')
  return new Map([...body.matchAll(/--c-([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1] ?? '', m[2] ?? '']))
}

/** Relative luminance after WCAG 2.2, from 0 (black) to 1 (white). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const light = colours(css, ':root')
const dark = colours(css, "[data-theme='dark']")

const syntax = [...light.keys()].filter((name) => name.startsWith('syn-'))
const tasks = [...light.keys()].filter((name) => name.startsWith('task-'))
const text = ['muted', 'faint', 'accent', 'danger', 'warn']

/** [least ratio, what is read, on what]. 7: text. 4.5: controls, code, small print. 3: lines and shapes. */
const pairs: [number, string, string][] = [
  ...['paper', 'raised', 'code-bg', 'accent-soft', 'danger-soft', 'warn-soft'].map((on): [number, string, string] => [
    7,
    'ink',
    on,
  ]),
  ...text.flatMap((name): [number, string, string][] => [
    [4.5, name, 'paper'],
    [4.5, name, 'raised'],
    [4.5, name, 'code-bg'],
  ]),
  [4.5, 'accent-ink', 'accent'],
  [4.5, 'accent', 'accent-soft'],
  [4.5, 'danger', 'danger-soft'],
  [4.5, 'warn', 'warn-soft'],
  [7, 'ink', 'selection'],
  ...syntax.flatMap((name): [number, string, string][] => [
    [4.5, name, 'code-bg'],
    [4.5, name, 'raised'],
    [4.5, name, 'line-highlight'],
  ]),
  ...[...tasks, 'control-rule'].flatMap((name): [number, string, string][] => [
    [3, name, 'paper'],
    [3, name, 'raised'],
  ]),
]

describe.each([
  ['light', light],
  ['dark', dark],
])('the colours of the %s theme', (_theme, theme) => {
  it('name the same tokens as the other theme', () => {
    expect([...theme.keys()]).toEqual([...light.keys()])
    expect(theme.size).toBeGreaterThan(30)
  })

  it.each(pairs)('keep %d:1 for %s on %s', (least, name, on) => {
    const [a, b] = [theme.get(name), theme.get(on)]
    if (a === undefined || b === undefined) throw new Error(`tokens.css lacks --c-${name} or --c-${on}`)
    expect(contrast(a, b)).toBeGreaterThanOrEqual(least)
  })
})
