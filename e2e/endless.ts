// Programs that take all there is of something: `endings.test.ts` and `bombs.test.ts` run them in Chromium, and
// `browsers/walls.ts` in other browsers.

/** Loops that never give way, each with the line on which it is, or may be. */
export const LOOPS: readonly (readonly [what: string, code: string, line: number | readonly number[]])[] = [
  ['a bare while', 'let n = 0\n\nwhile (true) n++', 3],
  ['a loop in a generator', 'function* spin(): Generator<void> {\n  while (true) {}\n}\nspin().next()', 2],
  ['a loop in an async function', 'async function spin() {\n  await null\n  for (;;);\n}\nawait spin()', 3],
  [
    'for…of over an endless generator',
    'function* all() {\n  let n = 0\n  while (true) yield n++\n}\nlet sum = 0\nfor (const n of all()) sum += n',
    [3, 6],
  ],
  [
    'promises that follow each other',
    'const spin = (): Promise<void> =>\n  Promise.resolve().then(spin)\nawait spin()',
    2,
  ],
  ['a loop that prints now and then', 'let n = 0\nwhile (true) if (n++ % 1e8 === 0) console.log(n)', 2],
]

/** Each with what is said of it when it has ended. */
export const BOMBS: readonly (readonly [what: string, code: string, ending: RegExp])[] = [
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
]

/** For the compiler. */
export const COMPILER_BOMBS: readonly (readonly [what: string, code: string])[] = [
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
]
