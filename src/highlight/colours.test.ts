import fc from 'fast-check'
import { expect, test } from 'vitest'
import { colouredLines, encodeColours } from './colours'
import { tokenizeLines } from './tokens'

const PROGRAMS = [
  ['typescript', `function* f(a: number) {\n\n  // ü 𝒳\n  const s = \`a\n\${a + 1} b\`\n\treturn 'x' + s\n}`],
  ['python', "async def f(a: int) -> str:\n\n    '''doc\n    more'''\n    return f'{a!r}'  # 1"],
  ['typescript', '// </script><b>&amp;\nconst html = \'<b class="x">&</b>\' // \' "\n'],
  ['tsx', 'const a = <p title="x">Hello World {f(1)}</p>\n\n\nexport {}'],
  ['typescript', ''],
  ['typescript', '\n\n'],
] as const

test.each(PROGRAMS)('a %s program has the same tokens, read back, as the highlighter gave it', (language, code) => {
  const lines = tokenizeLines(code, language)
  expect(colouredLines(code, encodeColours(lines))).toEqual(lines)
})

test('says letters and lengths, and leaves a length of one out', () => {
  expect(encodeColours(tokenizeLines('const a = f()\n\nreturn', 'typescript'))).toBe('k5_3o2fp4k6')
})

test('whatever the colours say, the text is the program', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (code, colours) => {
      const lines = colouredLines(code, colours)
      expect(lines.map((tokens) => tokens.map(({ text }) => text).join('')).join('\n')).toBe(code)
    }),
  )
})

test('code beyond its colours, and code without any, is plain', () => {
  expect(colouredLines('let a = 1\nb', 'k3')).toEqual([
    [
      { kind: 'keyword', text: 'let' },
      { kind: null, text: ' a = 1' },
    ],
    [{ kind: null, text: 'b' }],
  ])
  expect(colouredLines('a\n\nb', '')).toEqual([[{ kind: null, text: 'a' }], [], [{ kind: null, text: 'b' }]])
})
