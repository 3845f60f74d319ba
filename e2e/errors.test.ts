import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Playground, Site, type Visit } from './site'

describe('an error', () => {
  let site: Site
  let visit: Visit
  let playground: Playground

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())
  beforeEach(async () => {
    visit = await site.visit('/tasks/')
    playground = new Playground(visit.page, 'say-after')
    await playground.speed('instant')
  })
  afterEach(async () => {
    expect(visit.problems).toEqual([])
    await visit.close()
  })

  const alert = () => playground.root.getByRole('alert')

  async function report(code: string, ending: RegExp = /failed|not started|finished/): Promise<string> {
    await playground.write(code)
    await playground.run(ending)
    return (await alert().textContent()) as string
  }

  /** The lines of the editor that carry a mark. */
  const marked = () =>
    playground.root
      .locator('.cm-line')
      .evaluateAll((lines) => lines.flatMap((line, index) => (line.querySelector('.cm-error') ? [index + 1] : [])))

  const imports = "import { run, createTask, getRunningLoop, sleep, TaskGroup, type Coroutine } from 'asyncio-ts'\n"

  test.each([
    ['wrong syntax', 'const a: number = 1\nconst b = ;', 2, 11],
    ['yield* in a plain function', 'function f() {\n  yield* g()\n}', 2, 3],
    ['a coroutine', `${imports}function* f(): Coroutine<void> {\n  throw new Error('x')\n}\nawait run(f())`, 3, 9],
    [
      'a task',
      `${imports}await run(function* () {\n  const task = createTask((function* (): Coroutine<void> {\n    throw new Error('x')\n  })())\n  yield* task\n})`,
      4,
      11,
    ],
    [
      'a callback of the loop',
      `${imports}await run(function* () {\n  getRunningLoop().callSoon(() => { throw new Error('x') })\n  yield* sleep(1)\n})`,
      3,
      43,
    ],
    ['a timer', 'setTimeout(() => {\n  const far: number = (1).toFixed(1e9) as never\n}, 5)', 2, 27],
    ['a promise that nobody handles', "void (async () => {\n  await null\n  throw new TypeError('x')\n})()", 3, 9],
    ['a line that beacons stand in', "for (const x of [1]) while (x) throw new Error('x')", 1, 38],
    ['null', '\nthrow null', 2, 7],
    ['a Proxy', 'if (true) throw new Proxy({}, { get() { throw 1 } })', 1, 17],
    ['an object in a ring', 'const ring: any = []\nring.push(ring)\nthrow ring', 3, 7],
    ['a text of 100 MB', "throw 'x'.repeat(1e8)", 1, 7],
    ['an object of 100 MB', 'throw { bytes: new Uint8Array(1e8).fill(1) }', 1, 7],
    ['an object of many megabytes', 'throw Array.from({ length: 1e6 }, (_, i) => ({ i }))', 1, 7],
  ])('in %s is told at its line and column, and marked in the editor', async (_, code, line, column) => {
    expect(await report(code)).toContain(`line ${line}, column ${column}`)
    expect(await marked()).toContain(line)
  })

  test('of a group is told with each of its members, and groups in groups, each marked', async () => {
    const text = await report(`${imports}function* fail(what: string): Coroutine<void> {
  throw new RangeError(what)
}
await run(function* () {
  yield* new TaskGroup().with(function* (group) {
    group.createTask(fail('a'))
    group.createTask((function* (): Coroutine<void> {
      yield* new TaskGroup().with(function* (inner) { inner.createTask(fail('b')) })
    })())
  })
})`)
    expect(text).toMatch(/ExceptionGroup: .*RangeError: a.*line 3, column 9.*ExceptionGroup.*RangeError: b.*line 3/s)
    expect(await marked()).toContain(3)
  })

  test('that nobody waited for is told of, though the program finished', async () => {
    const text = await report(
      `${imports}await run(function* () {
  createTask((function* (): Coroutine<void> {
    throw new Error('lost')
  })())
  yield* sleep(1)
})`,
      /finished|failed/,
    )
    expect(text).toMatch(/Error: lost.*line 4/)
    expect(await marked()).toEqual([4])
  })

  test('has a short stack of the program’s own frames, which lead to their lines', async () => {
    await report("function a(): void {\n  throw new Error('deep')\n}\nfunction b() {\n  a()\n}\nb()")
    await alert().getByText('Called from').click()
    const frames = alert().locator('ol').getByRole('listitem')
    expect(await frames.allTextContents()).toEqual(['bline 5, column 3', '<module>line 7, column 1'])
    await frames.first().getByRole('button').click()
    expect(await playground.root.locator('.cm-activeLineGutter').textContent()).toBe('5')
  })

  test('says what Python would call it, where that helps', async () => {
    expect(await report('nowhere()')).toContain('in Python: NameError')
    expect(await report('const f = (): number => 1 + f()\nf()')).toContain('in Python: RecursionError')
    expect(await report("throw new TypeError('no')")).not.toContain('in Python')
  })
})
