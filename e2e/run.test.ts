import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Playground, Site, type Visit } from './site'

describe('a playground', () => {
  let site: Site
  let visit: Visit
  let tasks: Playground

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())
  beforeEach(async () => {
    visit = await site.visit('/tasks/')
    tasks = new Playground(visit.page, 'say-after-tasks')
  })
  afterEach(async () => {
    expect(visit.problems).toEqual([])
    await visit.close()
  })

  test('undoes a Reset', async () => {
    await tasks.write("console.log('mine')")
    await tasks.button('Reset').click()
    await tasks.focusEditor()
    await visit.page.keyboard.press('ControlOrMeta+Z')
    await tasks.run()
    expect(await tasks.texts()).toEqual(['mine'])
  })

  test.each([
    ['plain code', 'while (true) {}'],
    ['a generator', 'function* spin() { while (true) {} }\nspin().next()'],
    ['an async function', 'async function spin() { await null; while (true) {} }\nawait spin()'],
    [
      'for…of over an endless generator',
      'function* all() { let n = 0; while (true) yield n++ }\nfor (const n of all()) {}',
    ],
    ['microtasks', 'const spin = (): Promise<void> => Promise.resolve().then(spin)\nawait spin()'],
  ])('stops an endless loop in %s, and runs again afterwards', async (_, loop) => {
    await tasks.write(`console.log('spinning')\n${loop}`)
    await tasks.button('Run').click()
    await tasks.log.getByText('spinning').waitFor()
    await tasks.button('Stop').click()
    await tasks.ended(/stopped/i)
    await tasks.write("console.log('again')")
    await tasks.run()
    expect(await tasks.texts()).toEqual(['again'])
  })

  test('ends a program that does not give way, and says so', async () => {
    await tasks.write('while (true) {}')
    await tasks.run(/without giving way/i)
  })

  test('takes an endless program that gives way for alive', async () => {
    await tasks.write(
      "import { run, sleep } from 'asyncio-ts'\nconsole.log('on')\nawait run(function* () { while (true) yield* sleep(1) })",
    )
    await tasks.speed('instant')
    await tasks.button('Run').click()
    await tasks.log.getByText('on').waitFor()
    // The page asks every half second whether the program still gives way, and takes two seconds of silence for
    // blocked. Let more than that pass on the page's clock, and see each question answered by a later loop time.
    await visit.page.clock.install()
    for (let asked = 0; asked < 8; asked++) {
      const before = await tasks.status.textContent()
      await visit.page.clock.runFor(500)
      await expect.poll(() => tasks.status.textContent()).not.toBe(before)
    }
    expect(await tasks.button('Stop').isVisible()).toBe(true)
    await tasks.button('Stop').click()
    await tasks.ended(/stopped/i)
  })

  test('says on which line of the reader’s program an error came up', async () => {
    await tasks.write("type A = number\n\nfunction fail(): never {\n  throw new RangeError('too far')\n}\nfail()")
    await tasks.run(/failed|error/i)
    const alert = tasks.root.getByRole('alert')
    expect(await alert.textContent()).toContain('RangeError: too far')
    expect(await alert.textContent()).toMatch(/line 4/i)
  })

  test('says where the syntax is wrong without starting the program', async () => {
    await tasks.write("console.log('never')\nconst = 1")
    await tasks.button('Run').click()
    const alert = tasks.root.getByRole('alert')
    await alert.filter({ hasText: /line 2/i }).waitFor()
    expect(await tasks.texts()).not.toContain('never')
  })

  test('names who waits for what when nothing can go on', async () => {
    await tasks.write(
      "import { Future, run } from 'asyncio-ts'\nawait run(function* main() { yield* new Future<void>() })",
    )
    await tasks.run(/deadlock/i)
  })
})
