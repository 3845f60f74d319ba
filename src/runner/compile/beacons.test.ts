import vm from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BEACON, STEP } from '../script'
import { compile } from './compile'
import { createLocator } from './positions'

function compiled(source: string) {
  const result = compile(source, { 'asyncio-ts': ['run', 'sleep'] })
  if (!result.ok) throw new Error(`${result.error.name}: ${result.error.message}`)
  return result
}

/** Runs the compiled program until a look says to stop; the lines that were looked at, and what was thrown by hand. */
async function execute(source: string, looks = 100) {
  const { code } = compiled(source)
  const seen: number[] = []
  const thrown: unknown[] = []
  const printed: unknown[] = []
  const look = (line: number) => {
    seen.push(line)
    if (seen.length >= looks) throw new Error('enough')
    return 0
  }
  const note = (value: unknown) => {
    thrown.push(value)
    return value
  }
  const { left } = BEACON
  const { on, line, at, wait, make, enter, off, back } = STEP
  const names = [BEACON.look, BEACON.thrown, line, at, wait, make, enter, off, back, 'print'].join(', ')
  const script = `(function (${names}) { 'use strict'; let ${left} = 0, ${on} = true; return async () => {\n${code}\n} })`
  const steps = [
    () => true,
    () => true,
    (..._: unknown[]) => _[4],
    (..._: unknown[]) => _[3],
    () => {},
    (value: unknown) => value,
    (..._: unknown[]) => _[2],
  ]
  const main = vm.runInThisContext(script)(look, note, ...steps, (value: unknown) => printed.push(value))
  let error: unknown
  await main().catch((reason: unknown) => {
    error = reason
  })
  return { seen, thrown, printed, error, last: seen.at(-1) }
}

describe('an endless program is looked at on the line of its loop', () => {
  it.each([
    ['a bare while', 'let x = 1\n\nwhile (true);', 3],
    ['a while with a block', '\nwhile (true) {\n  1 + 1\n}', 2],
    ['a for without anything', '\n\nfor (;;);', 3],
    ['do … while', '\ndo {} while (true)', 2],
    ['do … while without a block', 'let n = 0\ndo n++\nwhile (true)', 2],
    ['in a generator', 'function* spin() {\n  while (true) {}\n}\nspin().next()', 2],
    ['in an async function', 'async function spin() {\n  await null\n  while (true) {}\n}\nawait spin()', 3],
    [
      'for…of over an endless generator',
      'function* all() {\n  while (true) yield 1\n}\n\nfor (const n of all()) {}',
      5,
    ],
    ['spread of an endless generator', 'function* all() {\n  while (true) yield 1\n}\n[...all()]', 2],
    ['a labelled loop', 'outer:\nwhile (true) {\n  for (;;) continue outer\n}', 2],
    ['recursion through promises', 'const spin = () =>\n  Promise.resolve().then(spin)\nawait spin()', 2],
    ['a getter', 'const o = { get a() {\n  for (;;) {}\n} }\no.a', 2],
    ['a method', 'class A {\n  m() { while (1) {} }\n}\nnew A().m()', 2],
    ['a callback in a native loop', 'Array.from({ length: 1e9 },\n  () => 0)', 2],
    ['a static block', 'class A {\n static {\n  for (;;) {}\n } }', 3],
    ['a loop in a type-laden line', 'enum E { A }\nconst f = <T,>(x: T): T => { while (true) {} }\nf<E>(E.A)', 2],
  ])('%s', async (_, source, line) => {
    const { last, error } = await execute(source, 101)
    expect(error).toEqual(new Error('enough'))
    expect(last).toBe(line)
  })
})

describe('a program with beacons means the same', () => {
  it.each([
    [
      'bodies without braces',
      'for (let i = 0; i < 2; i++) for (const j of [1, 2]) if (j > 1) print(i + j); else print(0)',
      [0, 2, 0, 3],
    ],
    ['dangling else', 'let n = 0\nif (n) while (n) n--; else print("else")', ['else']],
    ['labels', 'a: for (const x of [1, 2, 3]) for (;;) { if (x === 2) continue a; print(x); break }', [1, 3]],
    [
      'closures of a loop',
      'const f: (() => number)[] = []\nfor (let i = 0; i < 3; i++) f.push(() => i)\nf.forEach((g) => print(g()))',
      [0, 1, 2],
    ],
    [
      'arrows that return objects',
      'print((() => ({ a: 1 }))().a)\nprint(((x: number) => (y: number) => x + y)(1)(2))',
      [1, 3],
    ],
    ['arrows that assign', 'let a = 0\nconst set = (x: number) => a = x\nprint(set(2)); print(a)', [2, 2]],
    [
      'no semicolons',
      'let n = 2\nwhile (n) n--\nprint(n)\ndo n++\nwhile (n < 3)\nprint(n)\nconst f = () => n\nprint(f())',
      [0, 3, 3],
    ],
    ['an arrow as the last thing of a loop', 'let f = () => 0\nfor (const x of [1, 2]) f = () => x\nprint(f())', [2]],
    [
      'derived constructors',
      'class A { x = 1 }\nclass B extends A { constructor() { super(); print(this.x) } }\nnew B()',
      [1],
    ],
    [
      'functions named by where they stand',
      'const f = () => 1\nprint(f.name)\nprint((() => () => 1)().name)',
      ['f', ''],
    ],
    ['throw and catch', 'for (const x of [null, "a", 1n]) try { throw x } catch (e) { print(e) }', [null, 'a', 1n]],
    ['throw in the last place', 'const f = () => { throw 1 }\ntry { f() } catch (e) { print(e) }', [1]],
    [
      'generators that are sent to',
      'function* g(): Generator<number, void, number> { while (true) print(yield 1) }\nconst x = g()\nx.next(); x.next(5)',
      [5],
    ],
    ['async arrows', 'const f = async (x: number) => await x\nprint(await f(4))', [4]],
    ['default parameters', 'const f = (x = (() => 3)()) => x\nprint(f())', [3]],
  ])('%s', async (_, source, printed) => {
    const result = await execute(source, 1e9)
    expect(result.error).toBeUndefined()
    expect(result.printed).toEqual(printed)
  })

  it('and parses, whatever its shape', () => {
    const statement = fc.letrec<{ statement: string; expression: string }>((tie) => ({
      expression: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('x', '1', '({})', 'f(x)', '[x]', 'x = 1'),
        tie('expression').map((e) => `(a => ${e})`),
        tie('expression').map((e) => `(async () => { return ${e} })`),
        tie('expression').map((e) => `(x, ${e})`),
        tie('statement').map((s) => `(function* () { ${s} })`),
        tie('statement').map((s) => `({ get a() { ${s} }, b() { ${s} } })`),
      ),
      statement: fc.oneof(
        { depthSize: 'small' },
        tie('expression').map((e) => `${e}\n`),
        tie('expression').map((e) => `throw ${e}\n`),
        tie('statement').map((s) => `while (x) ${s}`),
        tie('statement').map((s) => `for (;;) ${s}`),
        tie('statement').map((s) => `for (const y of x)\n${s}`),
        tie('statement').map((s) => `do ${s} while (x)\n`),
        tie('expression').map((e) => `l: { ${e} }`),
        tie('statement').map((s) => `if (x) ${s} else ${s}`),
        tie('expression')
          .map((e) => `const g = () => ${e}\n`)
          .map((s) => `{ ${s} }`),
        fc.constant(';'),
      ),
    })).statement
    fc.assert(
      fc.property(statement, (source) => {
        const { code, insertions } = compiled(source)
        expect(() => new Function(`return async function () {\n${code}\n}`)).not.toThrow()
        expect(code.split('\n')).toHaveLength(source.split('\n').length)
        const lengths = insertions.reduce((sum, { length }) => sum + length, 0)
        expect(compiled(`${source}\nconst ${BEACON.left} = 1`).code.split('\n').slice(0, -1).join('\n')).toHaveLength(
          code.length - lengths,
        )
      }),
    )
  })
})

describe('places of a program with beacons', () => {
  it.each([
    ['in a loop without a block', 'for (const x of y) ‸boom(x)', 'boom'],
    ['after two arrows', 'const f: F = (a: number) => (b: string) => ‸boom(a)', 'boom'],
    ['after a throw', 'const x = () => { if (a) throw ‸boom(); while (b) c() }', 'boom'],
    ['behind a loop', 'while (a) b(); ‸boom()', 'boom'],
    ['in a one-line method', 'class A { get x(): X { return ‸boom() } }', 'boom'],
  ])('are those of the reader’s: %s', (_, text, word) => {
    const column = text.indexOf('‸') + 1
    const source = text.replace('‸', '')
    const { code, insertions } = compiled(source)
    expect(insertions).not.toEqual([])
    const found = createLocator(source, code, insertions)({ line: 1, column: code.indexOf(word) + 1 })
    expect(found).toEqual({ line: 1, column })
  })
})

describe('a program goes without beacons', () => {
  it('when it uses their names', () => {
    expect(compiled(`let ${BEACON.left} = 1\nwhile (true) {}`).insertions).toEqual([])
  })

  it('when it has more places than anybody writes by hand', () => {
    expect(compiled('for(;;);'.repeat(6000)).insertions).toEqual([])
  })
})
