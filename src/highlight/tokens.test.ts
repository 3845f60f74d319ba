import { expect, test } from 'vitest'
import { tokenizeLines } from './tokens'

const text = (lines: ReturnType<typeof tokenizeLines>) =>
  lines.map((line) => line.map((token) => token.text).join('')).join('\n')

test.each([
  ['typescript', `function* f(a: number) {\n\n  // ü\n  const s = \`a\n\${a + 1} b\`\n\treturn 'x' + s\n}`],
  ['python', "async def f(a: int) -> str:\n\n    '''doc\n    more'''\n    return f'{a!r}'  # 1"],
  ['typescript', ''],
  ['typescript', "const broken = 'no end\n  `"],
] as const)('loses nothing of a %s program', (language, code) => {
  expect(text(tokenizeLines(code, language))).toBe(code)
})

test('gives each word the colour of what it is', () => {
  const [line = []] = tokenizeLines("const f = () => sleep(1, 'x') // why", 'typescript')
  const kinds = Object.fromEntries(line.map(({ text, kind }) => [text.trim(), kind]))
  expect(kinds).toMatchObject({
    const: 'keyword',
    sleep: 'function',
    1: 'number',
    "'x'": 'string',
    '// why': 'comment',
  })
})

test('colours code within a template as code', () => {
  const [line = []] = tokenizeLines(`\`a \${b} c\``, 'typescript')
  expect(line.find(({ text }) => text.includes('b'))?.kind).not.toBe('string')
  expect(line.find(({ text }) => text.includes('a'))?.kind).toBe('string')
})

test('calls and types look alike in both languages', () => {
  const kindOf = (code: string, language: 'typescript' | 'python', word: string) =>
    tokenizeLines(code, language)[0]?.find(({ text }) => text.trim() === word)?.kind
  expect(kindOf('asyncio.create_task(f())', 'python', 'create_task')).toBe('function')
  expect(kindOf("print('a')", 'python', 'print')).toBe('function')
  expect(kindOf('createTask(f())', 'typescript', 'createTask')).toBe('function')
  expect(kindOf('raise ValueError(1)', 'python', 'ValueError')).toBe('type')
  expect(kindOf('function* f(): Coroutine<void> {}', 'typescript', 'Coroutine')).toBe('type')
  expect(kindOf('A_B = asyncio.sleep', 'python', 'asyncio')).toBeNull()
})
