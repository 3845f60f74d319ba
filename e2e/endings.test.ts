import { afterEach, describe, expect, test } from 'vitest'
import { LOOPS } from './endless'
import { sharePage } from './shared-page'
import { Playground } from './site'

// How a run ended, in words: the reader should not have to guess.
describe('a run that is ended', () => {
  const shared = sharePage('/tasks/', 'say-after')
  afterEach(() => expect(shared.visit.problems).toEqual([]))

  async function status(code: string, ending: RegExp, speed = 'instant'): Promise<string> {
    await shared.playground.write(code)
    await shared.playground.speed(speed)
    await shared.playground.run(ending)
    return (await shared.playground.status.textContent()) as string
  }

  test.each(LOOPS)('did not give way in %s: it says so, with the line', async (_, code, line) => {
    const text = await status(code, /giving way \(line \d+\)/)
    expect([line].flat()).toContain(Number(/line (\d+)/.exec(text)?.[1]))
    await shared.playground.root.getByRole('button', { name: /^line \d+/ }).click()
    expect(await shared.playground.editor.evaluate((it) => it.contains(document.activeElement))).toBe(true)
  })

  test('did not give way: all that it printed before is there', async () => {
    await status("for (const line of ['a', 'b', 'c']) console.log(line)\nwhile (true) {}", /giving way/)
    expect(await shared.playground.texts()).toEqual(['a', 'b', 'c'])
  })

  test('was within one operation of the language: it names the last line, and does not claim to know why', async () => {
    const code = `
const step = (n: number) => n + 1
for (let n = 0; n < 2e6; n = step(n)) {}
'${'a'.repeat(40)}b'.match(/^(a+)+$/)`
    expect(await status(code, /within a single operation/)).toMatch(/perhaps out of memory/)
  })

  test('takes more memory than there is: it is not called out of memory unless the engine says so', async () => {
    const refused = await status('const all = []\nfor (;;) all.push(new ArrayBuffer(2 ** 32))', /memory|failed/)
    expect(refused).toMatch(/out of memory/)
    const bomb = "const all: unknown[] = []\nwhile (true) all.push(new Array(1e5).fill('x'.repeat(100)))"
    expect(await status(bomb, /giving way|memory/)).toMatch(/blocked for [\d.]+ s/)
  })

  test('gives way for ever: it is not taken for blocked, at any speed, and ends by Stop', async () => {
    for (const nap of ['sleep(1)', 'sleep(0)']) {
      await shared.playground.write(
        `import { run, sleep } from 'asyncio-ts'\nconsole.log('on')\nawait run(function* () { while (true) yield* ${nap} })`,
      )
      await shared.playground.speed('instant')
      await shared.playground.button('Run').click()
      await shared.playground.log.getByText('on', { exact: true }).waitFor()
      // Longer than a blocked program is given.
      await shared.visit.page.waitForTimeout(4_000)
      expect(await shared.playground.status.textContent()).toMatch(/running/)
      await shared.playground.button('Stop').click()
      await shared.playground.ended(/stopped by you/)
    }
  })

  test('is still alive long after main: what is pending is listed, with its line', async () => {
    const text = await status(
      "setInterval(() => {}, 1000)\n\nsetTimeout(() => console.log('late'), 1e7)",
      /still alive/,
    )
    expect(text).toMatch(/2 things pending/)
    const items = await shared.playground.root
      .getByText('Still pending')
      .locator('..')
      .getByRole('listitem')
      .allTextContents()
    expect(items).toEqual([
      expect.stringMatching(/^setInterval, next due at \+.*line 1, column 1$/),
      expect.stringMatching(/^setTimeout, due at \+10000.*line 3, column 1$/),
    ])
  })

  test('is deadlocked: who waits for what is listed, with the lines', async () => {
    const code = `import { run, createTask, Lock, type Coroutine } from 'asyncio-ts'
const [a, b] = [new Lock(), new Lock()]
function* both(first: Lock, second: Lock): Coroutine<void> {
  yield* first.acquire()
  yield
  yield* second.acquire()
}
await run(function* () {
  const one = createTask(both(a, b), { name: 'one' })
  createTask(both(b, a), { name: 'two' })
  yield* one
})`
    expect(await status(code, /deadlock/)).toMatch(/nobody can wake/)
    const waiting = shared.playground.root.getByText('Who waits for what').locator('..').getByRole('listitem')
    expect(await waiting.allTextContents()).toEqual([
      expect.stringMatching(/^Task-1 waits for one.*line 11/),
      expect.stringMatching(/^one waits for .*Lock.*line 6/),
      expect.stringMatching(/^two waits for .*Lock.*line 6/),
    ])
  })

  test.each([
    ['too many lines at one go', "while (true) console.log('x')", /more than 1000 lines at one go/],
    ['too much at one go', "while (true) console.log('x'.repeat(9999))", /more than 256 KiB at one go/],
    ['too many errors', "setInterval(() => { throw new Error('again') }, 1)", /more than 100 errors/],
  ])('printed %s: it says what was too much', async (_, code, words) => {
    expect(await status(code, words)).toMatch(words)
  })

  test('printed too many lines in all, though never too many at one go: it says so', async () => {
    const code = "setInterval(() => { for (let i = 0; i < 900; i++) console.log('x') }, 100)"
    expect(await status(code, /too much output/, '1×')).toMatch(/more than 20000 lines/)
  })

  test('polls a clock that cannot move: it says so, with the line', async () => {
    const text = await status('const end = Date.now() + 1000\nwhile (Date.now() < end) {}', /polls/)
    expect(text).toMatch(/cannot move/)
    expect(await shared.playground.root.getByRole('alert').textContent()).toMatch(/line 2/)
  })

  test('says all this in Chinese too', async () => {
    const chinese = await shared.site.visit('/zh-Hans/tasks/')
    const other = new Playground(chinese.page, 'say-after')
    const endsWith = async (code: string, words: RegExp) => {
      await other.write(code)
      await other.button('运行').click()
      await other.ended(words)
    }
    await endsWith('while (true) {}', /没有让出控制权（第1行）/)
    await endsWith("while (true) console.log('x')", /一下子超过了1000行/)
    expect(chinese.problems).toEqual([])
    await chinese.close()
  })
})
