/** What a run's trace tells of the program's generators and lines. */
import path from 'node:path'
import type { TraceEvent } from 'asyncio-ts/trace'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundleString } from '../../plugins/bundle-string/bundle'
import { limits } from './limits'
import { runInNode } from './node'
import { neverDriven, type OutputLine } from './session'

let bundle = ''

beforeAll(async () => {
  bundle = (await bundleString(path.join(import.meta.dirname, 'worker/prelude.ts'))).code
})

const run = (code: string, steps = true) => runInNode({ id: 'test', code }, { bundle, steps })

/** Without the trees of values, whose size is a matter of the time that they take. */
const printed = (lines: readonly OutputLine[]) => lines.map(({ event: _, values: __, ...line }) => line)

/** The events of generators, without what all events have. */
async function generatorEvents(code: string): Promise<object[]> {
  const { trace, ending } = await run(code)
  expect(ending).toEqual({ kind: 'finished' })
  return trace.events
    .filter(({ kind }) => kind.startsWith('gen/'))
    .map(({ i: _, t: __, turn: ___, cause: ____, loc, ...event }) => ({ ...event, line: loc?.line }))
}

/** The names of variables and what they hold after an event, by frame (0: the main part). */
function variablesAt(events: readonly TraceEvent[], i: number): Record<number, Record<string, string>> {
  const all: Record<number, Record<string, string>> = {}
  for (const event of events.slice(0, i + 1)) {
    if (event.kind === 'line') all[event.frame ?? 0] = { ...all[event.frame ?? 0], ...event.changed }
  }
  return all
}

describe('a trace of generators', () => {
  it('has each value that goes over and comes back, with who sent it and the line', async () => {
    const code = [
      "import { generator } from 'asyncio-ts'",
      'const consumer = generator(function* (): Generator<string, void, number> {',
      "  let status = 'ready'",
      '  for (;;) {',
      '    const n = yield status',
      "    status = 'got ' + n",
      '  }',
      '})',
      'const c = consumer()',
      'c.next()',
      'c.send(1)',
      'c.close()',
    ].join('\n')
    expect(await generatorEvents(code)).toEqual([
      { kind: 'gen/create', id: 1, name: 'consumer 1', line: 9 },
      { kind: 'gen/resume', id: 1, op: 'next', line: 10 },
      { kind: 'gen/yield', id: 1, frame: 1, value: "'ready'", line: 5 },
      { kind: 'gen/resume', id: 1, op: 'send', value: '1', line: 11 },
      { kind: 'gen/yield', id: 1, frame: 1, value: "'got 1'", line: 5 },
      { kind: 'gen/resume', id: 1, op: 'close', line: 12 },
      { kind: 'gen/end', id: 1, frame: 1, how: 'close', value: 'GeneratorExit', line: 5 },
    ])
  })

  it('says when JavaScript throws a first value away', async () => {
    const events = await generatorEvents('const g = (function* (): any { yield 1 })()\ng.next(5)\ng.next(6)\ng.next(7)')
    expect(events).toMatchObject([
      { kind: 'gen/create' },
      { kind: 'gen/resume', op: 'send', value: '5', dropped: true },
      { kind: 'gen/yield', value: '1' },
      { kind: 'gen/resume', op: 'send', value: '6' },
      { kind: 'gen/end', how: 'return', value: 'undefined' },
    ])
    expect(events[3]).not.toHaveProperty('dropped')
  })

  it('follows delegation, errors and closing through several of them', async () => {
    const code = [
      'function* inner(): any {',
      '  try { yield 1 } catch (error) { yield error }',
      "  return 'in'",
      '}',
      'function* outer(): any {',
      '  const got = yield* inner()',
      '  yield got',
      '}',
      'const o = outer()',
      'o.next()',
      "o.throw('no')",
      'o.next()',
      "o.return('over')",
    ].join('\n')
    expect(await generatorEvents(code)).toMatchObject([
      { kind: 'gen/create', name: 'outer 1', line: 9 },
      { kind: 'gen/resume', id: 1, op: 'next', line: 10 },
      { kind: 'gen/create', name: 'inner 1', frame: 1, line: 6 },
      { kind: 'gen/delegate', id: 1, to: 2, value: 'inner 1', line: 6 },
      { kind: 'gen/resume', id: 2, from: 1, op: 'next', line: 6 },
      { kind: 'gen/yield', id: 2, to: 1, value: '1', line: 2 },
      { kind: 'gen/yield', id: 1, value: '1', line: 6 },
      { kind: 'gen/resume', id: 1, op: 'throw', value: "'no'", line: 11 },
      { kind: 'gen/resume', id: 2, from: 1, op: 'throw', value: "'no'" },
      { kind: 'gen/yield', id: 2, to: 1, value: "'no'", line: 2 },
      { kind: 'gen/yield', id: 1, value: "'no'" },
      { kind: 'gen/resume', id: 1, op: 'next', line: 12 },
      { kind: 'gen/resume', id: 2, from: 1, op: 'next' },
      { kind: 'gen/end', id: 2, how: 'return', value: "'in'", line: 3 },
      { kind: 'gen/yield', id: 1, value: "'in'", line: 7 },
      { kind: 'gen/resume', id: 1, op: 'close', line: 13 },
      { kind: 'gen/end', id: 1, how: 'close', value: "'over'", line: 7 },
    ])
  })

  it('knows those of methods, private ones too, from their first step on', async () => {
    const code = `
      class A { *open() { yield 1 } *#own(): any { yield 2 } all() { return [...this.open(), ...this.#own()] } }
      const o = { *walk() { yield 3 } }
      new A().all(); [...o.walk()]`
    const names = (await generatorEvents(code)).flatMap((event) => ('name' in event ? [event.name] : []))
    expect(names).toEqual(['open 1', 'own 1', 'walk 1'])
  })

  it('ties a task to the generator that is its coroutine', async () => {
    const { trace } = await run(`
      import { run, createTask, sleep, type Coroutine } from 'asyncio-ts'
      function* child(): Coroutine<void> { yield* sleep(1) }
      await run(function* (): Coroutine<void> { yield* createTask(child()) })`)
    const created = trace.events.find((event) => event.kind === 'gen/create' && event.name === 'child 1')
    expect(trace.events.filter(({ kind }) => kind === 'task/create')[1]).toMatchObject({
      coro: 'child()',
      gen: created && 'id' in created ? created.id : 0,
    })
  })

  it('says where a task waits, goes on and ends: in the innermost of its generators', async () => {
    const { trace } = await run(
      [
        "import { run, sleep, type Coroutine } from 'asyncio-ts'",
        'function* inner(): Coroutine<void> {',
        '  yield* sleep(1)',
        '  yield',
        '}',
        'await run(function* (): Coroutine<void> {',
        '  yield* inner()',
        '  yield* sleep(1)',
        "  throw new Error('no')",
        '})',
      ].join('\n'),
    )
    const steps = trace.events.flatMap(({ kind, loc }) =>
      /^task\/(?:step|suspend|end)$/.test(kind) ? [[kind.slice(5), loc?.line]] : [],
    )
    expect(steps).toEqual([
      ...[
        ['step', undefined],
        ['suspend', 3],
        ['step', 3],
        ['suspend', 4],
        ['step', 4],
        ['suspend', 8],
        ['step', 8],
      ],
      ['end', 9],
    ])
  })

  it('shows coroutines that nobody drives, and no other generators', async () => {
    const code = [
      "import { run, sleep, type Coroutine } from 'asyncio-ts'",
      'function* post(): Coroutine<void> {',
      '  yield* sleep(1)',
      '}',
      'const other = function* (a: { b: number } = { b: 1 }): Coroutine<{ c: number }> { return { c: a.b } }',
      'function* plain(): Generator<number> { yield 1 }',
      'await run(function* (): Coroutine<void> {',
      '  post()',
      '  other()',
      '  plain()',
      '  yield* post()',
      '})',
    ].join('\n')
    const session = await run(code)
    expect(neverDriven(session)).toMatchObject([
      { name: 'post 1', loc: { line: 8, column: 3 } },
      { name: 'other 1', loc: { line: 9, column: 3 } },
    ])
    expect(neverDriven({ ...session, status: 'running' })).toEqual([])
    expect(neverDriven(await run(code.replaceAll('  post()\n  other()\n', '')))).toEqual([])
  })
})

describe('a program that tells of its steps', () => {
  it.each([
    [
      'names and classes',
      'function* g(): any {}\nconst h = function* () {}\nconsole.log(g.name, h.name, g.length, (function* (a: number, b = 1) {}).length, Object.getPrototypeOf(g) === Object.getPrototypeOf(h), g.constructor.name)',
    ],
    [
      'what a generator is an instance of',
      'function* g(): any {}\nconst x = g()\nconsole.log(x instanceof g, Object.getPrototypeOf(x) === g.prototype, Object.prototype.toString.call(x), Object.getOwnPropertyNames(x))',
    ],
    [
      'own fields of a function',
      'function* g(): any {}\nObject.assign(g, { a: 1 })\nconsole.log(Object.keys(g), (g as any).a, g === g, new Set([g, g]).size)\ntry { new (g as any)() } catch (error) { console.log(String(error)) }',
    ],
    [
      'what a function is printed as',
      'function* g() { yield 1 }\nconst o = { *m() { const x = 1; for (const y of [x]) yield y } }\nconsole.log(g, o, String(g), String(o.m))',
    ],
    [
      'texts of functions with loops, awaits and wrapped functions',
      'async function f() { await null }\nfunction* g(): any {\n  function* h() {}\n  const i = function* () {}\n  for (const x of [1, 2]) { if (x > 1) continue; yield x }\n  while (false) yield\n  for (let n = 0; n < 1; n++) yield* h()\n  if (true) yield 1; else yield 2\n}\nconsole.log(String(f), String(g))',
    ],
    [
      'what is thrown',
      "function* g(): any { throw new TypeError('no') }\ntry { g().next() } catch (error) { console.log(error instanceof TypeError, (error as Error).message) }\ng().next()",
    ],
    [
      're-entry',
      'let x: any\nfunction* g(): any { x.next() }\nx = g()\ntry { x.next() } catch (error) { console.log(String(error)) }\nconsole.log(x.next())',
    ],
    [
      'wrong receivers',
      'function* g() {}\ntry { g().next.call({} as any) } catch (error) { console.log((error as Error).name) }\ntry { new (g().next as any)() } catch (error) { console.log((error as Error).name) }',
    ],
    [
      'methods of generators',
      "const p = Object.getPrototypeOf(Object.getPrototypeOf((function* () {})()))\nconsole.log(p.next.name, p.next.length, p.return.length, String(p.throw), Object.getOwnPropertyDescriptor(p, 'next')?.enumerable)",
    ],
    [
      'hoisting and reassigning',
      'console.log(g().next())\nfunction* g() { yield 1 }\nconst before = g\n;(g as any) = 5\nconsole.log(g, before().next())\n{ console.log(h().next()); function* h() { yield 2 } }',
    ],
    [
      'generators in other generators’ results',
      'const odd = { [Symbol.iterator]() { return this }, next() { return { get done() { console.log("asked"); return true }, value: 1 } } }\nfunction* g(): any { return yield* odd as any }\nconsole.log(g().next())',
    ],
    [
      'arguments and this',
      'const o = { n: 1, *m(...rest: number[]) { yield this.n; yield arguments.length; yield rest } }\nconsole.log([...o.m(1, 2)])\nfunction* g(this: any) { yield this }\nconsole.log(g.call(7).next().value, g.apply(8, []).next().value, g.bind(9)().next().value)',
    ],
    [
      'where values are lost',
      'for (const x of (function* () { try { yield 1; yield 2 } finally { console.log("closed") } })()) { console.log(x); break }',
    ],
    [
      'destructuring and spread',
      'function* g() { yield 1; yield 2; yield 3 }\nconst [a, ...b] = g()\nconsole.log(a, b, Math.max(...g()), Array.from(g()), new Map([[1, g]]).size)',
    ],
    [
      'names that hide each other',
      'let x = 1\n{ console.log("in"); let x = 2; console.log(x) }\nfunction* g(x: number) { { yield x; } { const x = 5; yield x } switch (x) { case 3: let y = 1; yield y; default: yield x } }\nconsole.log([...g(3)], x)',
    ],
    [
      'await in many places',
      'const f = async (x: number) => x\nlet n = await f(1) + await f(2)\nfor await (const x of [f(3)]) n += x\nif (await f(1)) console.log(n, [await f(2)], { a: await f(3) }, await f(await f(4)))\nconsole.log(-(await f(2)), typeof await f(1), (await f(3)).toFixed(1))',
    ],
    [
      'labels, commas and no semicolons',
      'let n = 0\na: for (;;) { b: do { n++; if (n < 3) continue a; if (n < 5) continue b; break a } while (true) }\nconst c = (1, n)\nconsole.log(c)\nif (n) console.log("yes")\nelse console.log("no")',
    ],
    [
      'yield in every place',
      'function* g(): any { const x = [yield 1, (yield 2) + (yield 3)]; if (yield 0) yield; for (const y of yield 4) yield y; try { throw yield 5 } catch (e) { return yield e } }\nconst x = g()\nlet last: any = x.next()\nfor (let n = 0; !last.done; n++) { console.log(last.value); last = x.next(n === 6 ? [7, 8] : n) }\nconsole.log(last.value)',
    ],
    [
      'a coroutine with a lock',
      "import { run, Lock, sleep } from 'asyncio-ts'\nconst lock = new Lock()\nawait run(function* () { const x = yield* lock.with(function* () { yield* sleep(1); return 3 }); console.log(x) })",
    ],
  ])('does what it does otherwise: %s', async (_, code) => {
    const plain = await run(code, false)
    const { trace, ...whole } = await run(code)
    expect(trace.plain).toBeUndefined()
    expect(printed(whole.lines)).toEqual(printed(plain.lines))
    expect(whole.ending).toEqual(plain.ending)
    expect([whole.time, whole.turns]).toEqual([plain.time, plain.turns])
    expect(plain.ending?.kind).toMatch(/^(?:finished|failed)$/)
    expect(trace.events.filter(({ kind }) => kind === 'line').length).toBeGreaterThan(0)
  })

  it('knows the variables of each frame, and shows only what has changed', async () => {
    const { trace, lines } = await run(`
      const list: number[] = []
      function* g(n: number): any {
        const twice = n * 2
        list.push(twice)
        const got = yield twice
        for (const x of [1, 2]) console.log('in', x, got)
      }
      const x = g(4)
      x.next()
      x.next('sent')
      console.log('end')`)
    const held = (n: number) => variablesAt(trace.events, lines[n]?.event ?? -1)
    expect(held(0)).toMatchObject({ 1: { n: '4', twice: '8', got: "'sent'", x: '1' }, 0: { list: '[8]' } })
    expect(held(1)[1]?.x).toBe('2')
    expect(held(2)[0]).toMatchObject({ list: '[8]' })
    const changes = trace.events.flatMap((event) => (event.kind === 'line' ? Object.keys(event.changed) : []))
    expect(changes.filter((name) => name === 'n')).toHaveLength(1)
  })

  it('tells of so many lines, then says so, and still of where generators wait', async () => {
    const { trace, lines, ending } = await run(`
      let sum = 0
      for (let i = 0; i < 1e6; i++) sum += Math.abs(i)
      function* g() {
        yield sum
        yield 1
      }
      const x = g()
      x.next()
      x.next()
      console.log(sum)`)
    expect(ending).toEqual({ kind: 'finished' })
    expect(lines).toMatchObject([{ text: '499999500000' }])
    expect(trace.truncated).toBeNull()
    expect(trace.events.filter(({ kind }) => kind === 'line')).toHaveLength(limits.traceLines)
    const end = trace.events.findIndex(({ kind }) => kind === 'lines/end')
    const later = trace.events.slice(end + 1)
    expect(later.filter(({ kind }) => kind === 'gen/yield')).toMatchObject([{ loc: { line: 5 } }, { loc: { line: 6 } }])
    // Whatever does not know better has no place, rather than an old one.
    for (const { kind, loc } of later) if (kind !== 'gen/yield') expect(loc, kind).toBeUndefined()
  })

  it('does not look at each round of a loop for ever, nor at the head of one without a body', async () => {
    const { trace, lines } = await run(`
      const step = (n: number) => n + 1
      for (let n = 0; n < 1e5; n = step(n));
      console.log('on')`)
    expect(lines).toMatchObject([{ text: 'on' }])
    expect(trace.events.map(({ kind }) => kind)).toEqual(['line', 'line', 'lines/end', 'print'])
    expect(trace.events.at(-1)?.loc).toBeUndefined()
  })

  it('takes a loop that only computes for one step', async () => {
    const { trace, lines } = await run(`
      let sum = 0
      for (let i = 0; i < 10; i++) {
        sum += i
        if (sum > 3) continue
      }
      console.log(sum)`)
    expect(lines).toMatchObject([{ text: '45' }])
    expect(trace.events.filter(({ kind }) => kind === 'line')).toMatchObject([
      { loc: { line: 2 } },
      { loc: { line: 3 }, changed: { sum: '0' } },
      { loc: { line: 7 }, changed: { sum: '45' } },
    ])
  })

  it('is run as it is when it is too large, and its trace says so', async () => {
    const code = 'let x = 0\n'.concat('x++\n'.repeat(25_000)).concat('console.log(x)')
    const { trace, lines } = await run(code)
    expect(trace.plain).toBe(true)
    expect(lines).toMatchObject([{ text: '25000', event: 0 }])
  })

  it('may call what tells of them itself, with anything', async () => {
    // The names are only there for programs that do not have them: such a program is left alone, but for what stands in its scope.
    const { ending, trace } = await run(`
      const evil = new Proxy({}, { ownKeys() { throw new Error('mine') }, getOwnPropertyDescriptor() { throw new Error('mine') } })
      __step__(0, 1, 1, evil)
      __step__('x', NaN, {}, { get a() { throw new Error('mine') } })
      __here__(0, 'y', -1)
      __waits__(1, 1, 1, 1, evil)
      __makes__(1, 1, 5, evil)
      __makes__({}, 1, Symbol.iterator + '', function* () {})().next()
      __starts__(9, 'nobody')
      __leaves__(__backs__(1e9, 1e9, 1))`)
    expect(ending).toMatchObject({ kind: 'failed', error: { name: 'TypeError' } })
    expect(trace.events.at(-1)?.kind).toMatch(/^(?:print|truncated)$/)
  })
})
