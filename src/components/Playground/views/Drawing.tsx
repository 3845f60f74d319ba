import { createElement, memo, type ReactNode } from 'react'
import type { Shape } from '../../../views/shape'

/** React's own names of two attributes; the others are called the same. */
const NAMES: Readonly<Record<string, string>> = { class: 'className', 'text-anchor': 'textAnchor' }

/** A picture that is data, as elements. It is drawn anew only when it is another one. */
const Drawing = memo(function Drawing({ shape }: { readonly shape: Shape }): ReactNode {
  return toElement(shape)
})
export default Drawing

function toElement({ tag, attrs, children }: Shape): ReactNode {
  const props = Object.fromEntries(Object.entries(attrs).map(([name, value]) => [NAMES[name] ?? name, value]))
  return createElement(tag, props, ...children.map((child) => (typeof child === 'string' ? child : toElement(child))))
}
