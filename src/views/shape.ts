/** A picture as data: it becomes SVG text when the site is built, and elements in the live view. */
export interface Shape {
  readonly tag: 'svg' | 'g' | 'rect' | 'line' | 'circle' | 'path' | 'text' | 'tspan' | 'title'
  /** Attributes as SVG spells them. */
  readonly attrs: Readonly<Record<string, string | number>>
  readonly children: readonly (Shape | string)[]
}

type Attrs = Readonly<Record<string, string | number | null | undefined>>

/** An attribute without a value is left out. */
export function shape(tag: Shape['tag'], attrs: Attrs = {}, ...children: readonly (Shape | string | null)[]): Shape {
  const given = Object.entries(attrs).filter(([, value]) => value !== null && value !== undefined)
  return {
    tag,
    attrs: Object.fromEntries(given) as Shape['attrs'],
    children: children.filter((child) => child !== null),
  }
}

/** A share of the width, which SVG takes for places and lengths alike: so a picture fits any width with its text as it is. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`
}

/** As text, with all that a program may have printed escaped. */
export function toMarkup({ tag, attrs, children }: Shape): string {
  const written = Object.entries(attrs).map(([name, value]) => ` ${name}="${escapeText(String(value))}"`)
  const inner = children.map((child) => (typeof child === 'string' ? escapeText(child) : toMarkup(child))).join('')
  return `<${tag}${written.join('')}${inner === '' ? '/>' : `>${inner}</${tag}>`}`
}

export function escapeText(text: string): string {
  return Array.from(text, (char) => ENTITIES[char] ?? (isPlain(char) ? char : '\ufffd')).join('')
}

/** What XML allows. */
function isPlain(char: string): boolean {
  return char >= ' ' ? !(char >= '\ufffe' && char <= '\uffff') : char === '\n' || char === '\t' || char === '\r'
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** All text that can be read in it, one entry a text. */
export function textsOf({ tag, children }: Shape): readonly string[] {
  if (tag === 'title') return []
  if (tag === 'text') return [plainText(children)]
  return children.flatMap((child) => (typeof child === 'string' ? [] : textsOf(child)))
}

function plainText(children: Shape['children']): string {
  return children
    .map((child) => (typeof child === 'string' ? child : child.tag === 'title' ? '' : plainText(child.children)))
    .join('')
}
