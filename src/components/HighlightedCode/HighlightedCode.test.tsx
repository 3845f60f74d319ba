// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, test } from 'vitest'
import { encodeColours } from '../../highlight/colours'
import { tokenizeLines } from '../../highlight/tokens'
import { createEditor } from '../Playground/Editor/create-editor'
import HighlightedCode from '.'

afterEach(cleanup)

const HOSTILE = `// </script><script>alert(1)</script> <!-- &amp;
const html = '<b title="x">\\'&lt;' + \`\${a && b}<i>\`
`
const PROGRAM = `import { sleep } from 'asyncio-ts'

// What is said, and when.
export function* say(what: string, after = 1.5): Coroutine<void> {
  yield* sleep(after) // <- here
  console.log(\`\${what.length > 2 ? what : 'no'}: \${Math.round(after)}\`)
}`

const coloursOf = (code: string) => encodeColours(tokenizeLines(code, 'typescript'))

/** Each character that can be seen, with the class that colours it. */
function colouring(element: Element): string[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    const kind = parent?.closest('span:not([class*=line])')?.className ?? ''
    for (const character of node.textContent ?? '') if (character.trim()) found.push(`${character} ${kind}`)
  }
  return found
}

test.each([HOSTILE, PROGRAM])('markup in a program stays text, with colours and without', (code) => {
  for (const colours of [undefined, coloursOf(code)]) {
    const page = document.createElement('div')
    page.innerHTML = renderToString(<HighlightedCode code={code} colours={colours} />)
    expect(page.querySelector('pre')?.textContent).toBe(code)
    expect(new Set([...page.querySelectorAll('*')].map(({ localName }) => localName))).toEqual(
      new Set(['pre', 'code', 'span']),
    )
  }
})

test('the editor colours every character as the static code does', () => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  const { container } = render(<HighlightedCode code={PROGRAM} colours={coloursOf(PROGRAM)} />)
  const parent = document.body.appendChild(document.createElement('div'))
  const noop = () => {}
  const editor = createEditor({
    parent,
    code: PROGRAM,
    highlight: [],
    label: '',
    describedBy: '',
    onChange: noop,
    onRun: noop,
  })
  const still = colouring(container)
  expect(new Set(still.map((one) => one.slice(2))).size).toBeGreaterThan(5)
  expect(colouring(editor.contentDOM)).toEqual(still)
  editor.destroy()
})
