// @vitest-environment jsdom
import { EditorState } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { highlighting } from './highlight'
import { language } from './language'

const extensions = [language, highlighting]
const marks = (doc: string) => EditorState.create({ doc, extensions }).field(highlighting).size

// Each of these has the length that a link can bring.
describe('a program that would keep the page busy with its colours is plain', () => {
  test.each([
    ['one word', 'a'.repeat(64 * 1024)],
    ['brackets in brackets', '('.repeat(32 * 1024)],
    ['templates in templates', '`${\n'.repeat(16 * 1024)],
    ['very many lines', 'const a = 1\n'.repeat(2000)],
  ])('%s', (_, code) => {
    expect(marks(code)).toBe(0)
  })

  test('and what people write is not', () => {
    expect(marks("const a = 1\nconsole.log('a')\n".repeat(500))).toBeGreaterThan(50)
  })

  test('nor does the parser take longer than it may for what it cannot make sense of', () => {
    // In one go the parser takes 16 s for this; the editor shows what is parsed in its time, and goes on later.
    expect(marks('(a='.repeat(6000))).toBeGreaterThan(0)
  })
})
