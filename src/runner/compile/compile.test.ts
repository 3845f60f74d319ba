import vm from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from './compile'
import { createLocator } from './positions'
import { BREAK_OUTS, inWrapper } from './testing'

const table = { 'asyncio-ts': ['run', 'sleep', 'createTask', 'Future'], 'asyncio-ts/trace': ['foldTrace'] }

function compiled(source: string) {
  const result = compile(source, table)
  if (!result.ok) throw new Error(`${result.error.name}: ${result.error.message}`)
  return result
}

function refused(source: string) {
  const result = compile(source, table)
  if (result.ok) throw new Error(`compiled to ${result.code}`)
  return result.error
}

/** The place of `‸` in a text that is otherwise the source. */
function marked(text: string) {
  const before = text.slice(0, text.indexOf('‸')).split('\n')
  return { source: text.replace('‸', ''), position: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 } }
}

describe('a program', () => {
  it('loses its types and gets its modules by require', () => {
    const { code } = compiled(
      "import { run, sleep, type Coroutine } from 'asyncio-ts'\nfunction* main(): Coroutine<void> {\n  yield* sleep(2)\n}\nawait run(main())",
    )
    expect(code).toContain("require('asyncio-ts')")
    expect(code).not.toContain('Coroutine')
  })

  it('may use enums, class fields, parameter properties, satisfies and generics', () => {
    compiled('enum Color { Red, Green = 5 }\nclass A<T> { #x = 1; y!: T; constructor(private z: number) {} }')
    compiled('const o = { a: 1 } satisfies Record<string, number>\nconst first = <T,>(xs: T[]) => xs[0]!')
  })

  it('may wait at the top level', () => {
    compiled('const x = await 5\nfor await (const y of []) console.log(x, y)')
  })

  it('means the same with a byte order mark, a #! line, tabs and CRLF', () => {
    expect(compiled('\uFEFFconst a = 1\r\n\tconst b = a\r\n').code).toBe(compiled('const a = 1\n\tconst b = a\n').code)
    compiled('#!/usr/bin/env node\nconsole.log(1)')
    expect(refused('\uFEFFconst a = 1\r\n\tyield a').position).toEqual({ line: 2, column: 2 })
  })

  it.each([
    ['after a type', "import { sleep } from 'asyncio-ts'\n  const   x: number   = sleep(3), y = ‸boom()", 'boom'],
    ['at an imported name', "import { sleep } from 'asyncio-ts'\nconst x: X = ‸sleep(3)", '_asynciots.sleep'],
    ['after an imported name', "import { sleep } from 'asyncio-ts'\nsleep(‸boom(3))", 'boom'],
    ['after a template', 'const x = `a$'.concat('{1}`, t: string = `$', '{x}`, y = ‸boom()'), 'boom'],
    ['after a cast', 'const x = (await import0 as any as Foo<Bar>).y as boom, z = ‸boom()', 'boom'],
    ['inside a word', 'const a: number = ab‸oom()', 'oom()'],
    ['beyond ASCII', "const 名: string = '\u{1f980}', y = ‸boom()", 'boom'],
  ])('has each place of its result mapped to its source: %s', (_, text, word) => {
    const { source, position } = marked(text)
    const { code } = compiled(source)
    const line = code.split('\n')[position.line - 1] as string
    const column = line.lastIndexOf(word) + 1
    expect(createLocator(source, code)({ line: position.line, column })).toEqual(position)
  })
})

describe('a program is refused, in words that help,', () => {
  it.each([
    ['yield* in a plain function', 'function f() {\n  ‸yield* g()\n}', /function\*/],
    ['yield* in an arrow function', 'const f = () => { ‸yield* g() }', /arrow function/],
    ['yield* outside of all functions', '  ‸yield* g()', /await run/],
    ['yield in a callback of a generator', 'function* f() { [1].forEach((x) => { ‸yield x }) }', /function\*/],
    ['await in a plain function', 'function f() {\n  const x = ‸await g()\n}', /async function/],
    ['await in a generator', 'function* f() {\n\t‸await g()\n}', /yield\*/],
    ['a decorator', '‸@dec class A {}', /decorators/],
    ['a namespace', 'const x = 1; ‸namespace N { export const y = 1 }', /namespaces/],
    ['import()', "const m = await ‸import('asyncio-ts')", /import at the top/],
    ['export =', 'const x = 1\n‸export = x', /export =/],
    ['return outside of functions', 'if (x) ‸return', /inside a function/],
  ])('with %s', (_, text, message) => {
    const { source, position } = marked(text)
    expect(refused(source)).toMatchObject({ name: 'SyntaxError', message: expect.stringMatching(message), position })
  })

  it.each([
    ['values', "import { x } from ‸'fs'"],
    ['types alone', "import type { X } from ‸'rxjs'"],
    ['nothing', "import ‸'side-effect'"],
    ['to export it again', "export * from ‸'rxjs'"],
    ['over several lines', "// from 'nowhere'\nimport {\n  a,\n} from ‸'b'"],
    ['with require', "const fs = require(‸'fs')"],
  ])('with an unknown import: %s', (_, text) => {
    const { source, position } = marked(text)
    const error = refused(source)
    expect(error).toMatchObject({ name: 'ImportError', position })
    expect(error.message).toContain("'asyncio-ts', 'asyncio-ts/trace'")
  })

  it.each([
    ["import { ‸slep } from 'asyncio-ts'\nslep(1)", 'sleep'],
    ["import {\n  ‸create_task as c } from 'asyncio-ts'\nc()", 'createTask'],
  ])('with a name its module lacks: %s', (text, meant) => {
    const { source, position } = marked(text)
    expect(refused(source)).toMatchObject({
      name: 'ImportError',
      message: expect.stringContaining(`Did you mean ${meant}?`),
      position,
    })
  })

  it.each([
    ["import { ‸foldTrace } from 'asyncio-ts'\nfoldTrace()", "import { foldTrace } from 'asyncio-ts/trace'"],
    ["import { ‸run as go } from 'asyncio-ts/trace'\ngo()", "import { run } from 'asyncio-ts'"],
  ])('with a name that another module has: %s', (text, meant) => {
    const { source, position } = marked(text)
    const error = refused(source)
    expect(error).toMatchObject({ name: 'ImportError', position })
    expect(error.message).toContain(meant)
  })

  it('with a default import of a module that has none', () => {
    expect(refused("import asyncio from 'asyncio-ts'\nasyncio.run()").message).toContain('import * as asyncio')
  })

  it.each([
    ['an unfinished statement', 'let x: = ‸4'.replace('‸', '')],
    ['a doubled name', 'const a = 1\nconst a = 2'],
    ['a stray bracket', 'console.log(1))'],
    ['an unclosed template', 'console.log(`abc)'],
    ['an unclosed comment', 'console.log(1) /* '],
  ])('with %s', (_, source) => {
    const error = refused(source)
    expect(error.name).toBe('SyntaxError')
    expect(error.message).not.toMatch(/\(\d+:\d+\)|program\.ts/)
    expect(error.position).not.toBeNull()
  })

  it('when it is longer than a program may be', () => {
    expect(refused(' '.repeat(300_000)).message).toContain('300000')
  })
})

describe('words that only look like a problem', () => {
  it.each([
    "// import x from 'fs'\nconst s = \"import y from 'fs'\"",
    'const module = 1, namespace = 2\nconsole.log(module, namespace)',
    'declare module Foo {}',
    'const yield_ = 1, o = { yield: 1, await: 2 }\nconsole.log(o.yield, o.await)',
    ['const t = `</script>*/ $', '{`}`} \\`` /* ` */'].join(''),
  ])('are let through: %s', (source) => {
    expect(compile(source, table)).toMatchObject({ ok: true })
  })
})

describe('comments that speak to developer tools', () => {
  it.each([
    ['//# sourceMappingURL=https://example.com/x', '//  sourceMappingURL=https://example.com/x'],
    ['a()\n//@ sourceURL=mine.js\nb()', 'a()\n//  sourceURL=mine.js\nb()'],
    ['/*# sourceURL=mine.js */', '/*  sourceURL=mine.js */'],
  ])('are comments like others: %s', (source, code) => {
    expect(compile(source, table, { steps: false })).toMatchObject({ ok: true, code: expect.stringContaining(code) })
  })

  it('stay in texts', () => {
    const source = 'console.log(`//# sourceURL=x`)'
    expect(compile(source, table)).toMatchObject({ ok: true, code: expect.stringContaining(source) })
  })
})

describe('no text ends its wrapper early', () => {
  /** Whether any of the scripts calls `out`; those that do not parse do nothing. */
  function callsOut(scripts: readonly string[]): boolean {
    let called = false
    for (const script of scripts) {
      try {
        vm.runInNewContext(script, {
          out: () => {
            called = true
          },
        })
      } catch {}
    }
    return called
  }

  it.each(BREAK_OUTS)('by $by, which breaks out of one that nothing checks', ({ text, unchecked }) => {
    expect(callsOut(unchecked(text))).toBe(true)
    expect(refused(text).name).toBe('SyntaxError')
  })

  it.each(['}', '})', '}); out(); (function () {', '*/', '`', '});//', '}/*', '<!--', '\u2028}'])('%j', (source) => {
    const result = compile(source, table)
    if (result.ok) expect(() => new vm.Script(inWrapper(result.code))).not.toThrow()
    else expect(result.error.name).toBe('SyntaxError')
  })

  it('whatever is written', () => {
    const pieces = fc.constantFrom(
      '}',
      '{',
      '(',
      ')',
      '`',
      '*/',
      '/*',
      '//',
      '\n',
      ';',
      'a',
      '${',
      "'",
      '</script>',
      '/',
      'out()',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const result = compile(parts.join(''), table)
        if (!result.ok) return
        expect(() => new vm.Script(inWrapper(result.code))).not.toThrow()
        expect(callsOut([inWrapper(result.code)])).toBe(false)
      }),
    )
  })
})
