import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundleString } from '../../../plugins/bundle-string/bundle'
import { runInNode } from '../node'
import type { Speed } from '../protocol'

let bundle = ''

beforeAll(async () => {
  bundle = (await bundleString(path.join(import.meta.dirname, 'prelude.ts'))).code
})

async function texts(code: string, speed: Speed = 'instant') {
  const { lines } = await runInNode({ id: 'test', start: '17:14:32', code, speed }, { bundle })
  return lines.map(({ text }) => text)
}

describe('all that shows a date', () => {
  it.each([
    ['a formatter without a date', "new Intl.DateTimeFormat('en', f).format()"],
    ['a formatter’s function taken from it', "[undefined].map(new Intl.DateTimeFormat('en', f).format)[0]"],
    ['the parts of a formatter', "new Intl.DateTimeFormat('en', f).formatToParts().map((p) => p.value).join('')"],
    ['a Date', "new Date().toLocaleString('en', f)"],
  ])('shows that of the run: %s', async (_, expression) => {
    const code = `
      const f = { year: 'numeric', minute: '2-digit', second: '2-digit' } as const
      await new Promise((done) => setTimeout(done, 3000))
      console.log(${expression})`
    const [text] = await texts(code)
    expect(text).toContain('2026')
    expect(text).toContain('14:35')
  })

  it('still formats the date that it is given, and gives one function a formatter', async () => {
    const code = `const f = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'UTC' })
      console.log(f.format(0), f.formatToParts(new Date(0))[0]!.value, f.format === f.format, f.formatToParts.length)
      console.log(Date().slice(11, 15), new Date(0).getTime(), Date.UTC(1970))`
    expect(await texts(code)).toEqual(['1970 1970 true 1', '2026 0 0'])
  })

  it('does not lead to the real clock by another way', async () => {
    const code = `const all = globalThis as any
      console.log(typeof all.Temporal, typeof (Date.prototype as any).toTemporalInstant, typeof AbortSignal.timeout)
      console.log(typeof new Event('x').timeStamp, performance.timeOrigin === new Date(2026, 0, 1, 17, 14, 32).getTime())`
    expect(await texts(code)).toEqual(['undefined undefined undefined', 'undefined true'])
  })
})

describe('a function’s text', () => {
  it('is without what the compiler puts in', async () => {
    const code = `const f = () => ({ a: 1 })
const g = function* () { while (true) yield 1; for (;;) { break } throw 1 }
console.log(String(f))
console.log(g.toString())
console.log(Function.prototype.toString.call(class { m() { do f(); while (0) } }))`
    expect(await texts(code)).toEqual([
      '() => ({ a: 1 })',
      'function* () { while (true) yield 1; for (;;) { break } throw 1 }',
      'class { m() { do f(); while (0) } }',
    ])
  })
})

describe('errors that nobody caught', () => {
  async function errors(code: string) {
    const { lines, ending } = await runInNode({ id: 'test', code }, { bundle })
    const ended = ending !== null && 'error' in ending ? [ending.error] : []
    return [...ended, ...lines.flatMap(({ error }) => error ?? [])]
  }

  it.each([
    ['thrown by the program', '\nthrow null', 2],
    ['thrown in a function', 'function f() {\n  throw { a: 1 }\n}\nf()', 2],
    ['a Proxy', "\n\nthrow new Proxy({}, { get() { throw 'no' } })", 3],
    ['a cyclic object', 'const a: any = {}\na.a = a\nthrow a', 3],
    ['a text of 100 MB', "const s = 'x'.repeat(1e8)\nthrow s", 2],
    ['thrown in a timer', 'setTimeout(() => {\n  throw 1\n})', 2],
    ['a rejected promise’s', 'const p = (async () => {\n  throw 1\n})()\nawait 0', 2],
    ['thrown in a coroutine', "import { run } from 'asyncio-ts'\nawait run(function* () {\n  throw 1\n})", 3],
    [
      'an error from a callback of the loop',
      "import { run, getRunningLoop, sleep } from 'asyncio-ts'\nawait run(function* () {\n  getRunningLoop().callSoon(() => {\n    throw new Error('x') })\n  yield* sleep(1)\n})",
      4,
    ],
    [
      'a task that nobody waited for',
      "import { run, createTask, sleep } from 'asyncio-ts'\nawait run(function* () {\n  createTask((function* () {\n    throw new Error('x') })())\n  yield* sleep(1)\n})",
      4,
    ],
    ['a promise without a handler', "void Promise.resolve().then(() => {\n  throw new Error('x')\n})", 2],
  ])('have the line of their `throw`: %s', async (_, code, line) => {
    const [error] = await errors(code)
    expect(error?.position).toMatchObject({ line })
  })

  it('have those of each member of a group', async () => {
    const [error] = await errors(`import { run, TaskGroup, ValueError, type Coroutine } from 'asyncio-ts'
function* fail(what: string): Coroutine<void> {
  throw new ValueError(what)
}
await run(function* () {
  const group = new TaskGroup()
  yield* group.with(function* () {
    group.createTask(fail('a'))
    group.createTask(fail('b'))
  })
})`)
    expect(error).toMatchObject({
      name: 'ExceptionGroup',
      members: [
        { name: 'ValueError', message: 'a', position: { line: 3, column: 9 } },
        { name: 'ValueError', message: 'b', position: { line: 3, column: 9 } },
      ],
    })
  })
})
