// @vitest-environment jsdom
import { EditorState } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { highlighting } from './highlight'

const marks = (doc: string) => EditorState.create({ doc, extensions: [highlighting] }).field(highlighting).size

// Each of these took the tokenizer seconds to minutes at the length that a link can bring.
describe('a program that would keep the page busy with its colours is plain', () => {
  test.each([
    ['one word', 'a'.repeat(64 * 1024)],
    ['one line of a program', `const a = 1\n${'const b = 2;'.repeat(50)}`],
    ['templates in templates', '`${\n'.repeat(16 * 1024)],
    ['very many lines', 'const a = 1\n'.repeat(2000)],
  ])('%s', (_, code) => {
    expect(marks(code)).toBe(0)
  })

  test('and what people write is not', () => {
    expect(marks("const a = 1\nconsole.log('a')\n".repeat(500))).toBeGreaterThan(500)
  })
})
