// @vitest-environment jsdom
import { toggleComment } from '@codemirror/commands'
import { getIndentation, indentUnit, matchBrackets } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { language } from './language'

const stateOf = (doc: string) => EditorState.create({ doc, extensions: [language, indentUnit.of('  ')] })

/** The program as it would stand with each line indented anew. */
function reindented(code: string): string {
  const state = stateOf(code)
  const lines = Array.from(state.doc.iterLines(), (text, index) => {
    const indent = getIndentation(state, state.doc.line(index + 1).from)
    return text === '' || indent === null ? text : ' '.repeat(indent) + text.trimStart()
  })
  return lines.join('\n')
}

test.each([
  ['a generator', 'function* f(\n  a: number,\n): Generator<number> {\n  while (true) {\n    yield a\n  }\n}'],
  ['branches', 'if (a) {\n  b()\n} else if (c)\n  d()\nelse {\n  e()\n}'],
  ['try', 'try {\n  a()\n} catch (e) {\n  b()\n} finally {\n  c()\n}'],
  ['a switch', "switch (a) {\n  case 'b':\n    c()\n    break\n  default:\n    d()\n}"],
  ['arguments and literals', 'f(\n  {\n    a: [\n      1,\n    ],\n  },\n  () => {\n    g()\n  },\n)'],
  ['a chain that goes on', 'const a = b\n  .c()\n  .d()'],
  ['a class', 'class A extends B {\n  c = 1;\n\n  *d() {\n    yield this.c\n  }\n}'],
  ['a template and a comment, which stay as they are', 'const a = `\n b\n   c`\n/*\n    d\n*/'],
  ['types', 'interface A {\n  b: string\n}\ntype C = {\n  d: A\n}'],
])('indents %s as people write it', (_, code) => {
  expect(reindented(code)).toBe(code)
})

test('a line is commented out, and in again', () => {
  let state = stateOf('  sleep(1)')
  const toggle = () =>
    toggleComment({
      get state() {
        return state
      },
      dispatch: (transaction) => {
        state = transaction.state
      },
    })
  toggle()
  expect(state.doc.toString()).toBe('  // sleep(1)')
  toggle()
  expect(state.doc.toString()).toBe('  sleep(1)')
})

test('a bracket in a string is not taken for the one that is looked for', () => {
  const code = "f(')', g)"
  expect(matchBrackets(stateOf(code), 1, 1)).toMatchObject({ matched: true, end: { from: code.length - 1 } })
})
