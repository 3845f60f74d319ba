import { afterEach, describe, expect, test } from 'vitest'
import { sharePage } from './shared-page'

// Programs that take all there is of one thing. The loops among them are in `endings.test.ts`, with what is said of them.
describe('a bomb', () => {
  const shared = sharePage('/tasks/', 'say-after')
  afterEach(() => expect(shared.visit.problems).toEqual([]))

  async function ends(code: string, ending: RegExp): Promise<void> {
    const { playground } = shared
    await playground.write(code)
    await playground.run(ending)
    await playground.write("console.log('on')")
    await playground.run()
    expect(await playground.texts()).toEqual(['on'])
  }

  test.each([
    ['recursion', 'const f = (): number => 1 + f()\nf()', /failed/],
    ['recursion of async functions', 'const f = async (): Promise<void> => { await f() }\nawait f()', /failed/],
    ['recursion of generators', 'function* f(): Generator<void> { yield* f() }\nf().next()', /failed/],
    [
      'recursion of coroutines',
      "import { run, type Coroutine } from 'asyncio-ts'\nfunction* f(): Coroutine<void> { yield* f() }\nawait run(f())",
      /failed/,
    ],
    [
      'recursion in a getter that is printed',
      'const o = { get a(): unknown { return [this.a] } }\nconsole.log(o.a)',
      /failed/,
    ],
    ['recursion that catches itself', 'const f = (): void => { try { f() } finally { f() } }\nf()', /blocked for/],
    ['a text that doubles', "let text = 'x'\nwhile (true) text += text", /failed/],
    ['a text as long as may be', "console.log('x'.repeat(5e8))", /finished/],
    ['a pattern that tries everything', "/^(a+)+$/.test('a'.repeat(40) + 'b')", /blocked for/],
    [
      'a list as long as may be',
      'console.log(new Array(2 ** 32 - 1), new Array(2 ** 32 - 1).join().length)',
      /failed|blocked for/,
    ],
    ['a number without end', 'console.log(10n ** 10n ** 9n)', /failed|blocked for/],
    ['a number that takes long to write', 'console.log(String(3n ** 9_000_000n).length)', /finished|blocked for/],
    [
      'a chain of objects',
      'let chain: unknown = null\nwhile (true) chain = { chain, more: new Array(100).fill(0) }',
      /blocked for|memory/,
    ],
    [
      'buffers',
      'const all: unknown[] = []\nwhile (true) all.push(new Uint8Array(1e8).fill(1))',
      /failed|blocked for|memory/,
    ],
    ['timers', 'for (let i = 0; i < 1e6; i++) setTimeout(() => {}, 1e9)', /failed/],
    ['microtasks', 'const spin = (): void => queueMicrotask(spin)\nspin()\nspin()', /blocked for/],
    ['one huge line', "console.log('x'.repeat(1e6))", /finished/],
    ['huge lines without end', "while (true) console.log('x'.repeat(1e6))", /too much output/],
    ['empty lines', "for (let i = 0; i < 20; i++) console.log('\\n'.repeat(9999))", /finished/],
    ['waiting by looking at the clock', 'while (performance.now() < 1000) {}', /polls/],
  ])('of %s ends, and the next program runs', async (_, code, ending) => {
    await ends(code, ending)
  })

  test.each([
    ['sums', `console.log(${'1+'.repeat(50_000)}1)`],
    ['brackets', `${'('.repeat(50_000)}1${')'.repeat(50_000)}`],
    ['braces', '{'.repeat(100_000)],
    ['type arguments', `let a: ${'A<'.repeat(50_000)}`],
    ['templates', '`${'.repeat(50_000)],
    ['arrows', `const f = ${'() => '.repeat(30_000)}1`],
    ['more text than a program may have', `// ${'x'.repeat(300_000)}`],
    [
      'types that grow',
      Array.from({ length: 26 }, (_, i) => `type T${i + 1}<X> = T${i}<[X, X]>`)
        .join('\n')
        .replace('T0<[X, X]>', 'X'),
    ],
  ])('for the compiler, of %s, is refused or runs, and the next program runs', async (_, code) => {
    await ends(code, /not started|failed|finished/)
  })
})
