import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Playground, Site, type Visit } from './site'

// Each program tries something that it must not be able to do, and prints what came of it. A defence that is taken
// away lets the program print `reached`.
describe('a program in a playground', () => {
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
  })
  afterEach(() => visit.close())

  async function attempt(code: string): Promise<string[]> {
    await playground.write(code)
    await playground.speed('instant')
    await playground.run(/finished|failed|error/i)
    return playground.texts()
  }

  test.each([
    ['the network by fetch', "await (globalThis as any).fetch('/tasks/')"],
    ['the network by XMLHttpRequest', "new (globalThis as any).XMLHttpRequest().open('GET', '/tasks/')"],
    ['the network by WebSocket', "new (globalThis as any).WebSocket('ws://localhost:1')"],
    ['the network by EventSource', "new (globalThis as any).EventSource('/tasks/')"],
    ['another script by importScripts', "(globalThis as any).importScripts('/tasks/')"],
    ['another script by import()', 'await new Function(\'return import("/tasks/")\')()'],
    ['evaluation by Function', "new Function('return 1')()"],
    ['evaluation by eval', "(0, eval)('1')"],
    ['a worker of its own', "new (globalThis as any).Worker('data:text/javascript,')"],
    ['storage by indexedDB', "(globalThis as any).indexedDB.open('x')"],
    ['storage by caches', "await (globalThis as any).caches.open('x')"],
    ['other pages by BroadcastChannel', "new (globalThis as any).BroadcastChannel('x')"],
    ['the page by postMessage', "(globalThis as any).postMessage('x')"],
    ['the page by document', '(globalThis as any).document.body.remove()'],
  ])('cannot reach %s', async (_, code) => {
    const lines = await attempt(`try {\n  ${code}\n  console.log('reached')\n} catch {\n  console.log('refused')\n}`)
    expect(lines).toEqual(['refused'])
  })

  test('leaves nothing behind for the next run', async () => {
    await attempt(
      "const all = globalThis as any\nall.left = 1\nArray.prototype.map = (() => ['spoilt']) as any\nconsole.log('first')",
    )
    const lines = await attempt('console.log(String((globalThis as any).left), [1].map((n) => n + 1)[0])')
    expect(lines).toEqual(['undefined 2'])
  })

  test('cannot print markup into the page', async () => {
    const lines = await attempt("console.log('<img src=x onerror=alert(1)>')")
    expect(lines).toEqual(['<img src=x onerror=alert(1)>'])
    expect(await playground.log.locator('img').count()).toBe(0)
  })

  test.each([
    ['a comment’s end', "*/ console.log('out') /*"],
    ['a brace', "}\nconsole.log('out')\n{"],
    ['a brace and a bracket', "})\nconsole.log('out')\n;(() => {"],
  ])('cannot break out of its wrapper by %s', async (_, code) => {
    await playground.write(code)
    await playground.button('Run').click()
    await playground.root.getByRole('alert').waitFor()
    expect(await playground.texts()).not.toContain('out')
  })

  test('may hold a closing script tag and backticks as text', async () => {
    expect(await attempt("console.log('</script>', '`', '\\u2028')")).toEqual(['</script> ` \u2028'.trim()])
  })

  test('may throw anything at all', async () => {
    await playground.speed('instant')
    for (const thrown of ['null', 'undefined', 'new Proxy({}, { get() { throw 1 } })', 'Object.create(null)', '42n']) {
      await playground.write(`console.log('on')\nthrow ${thrown}`)
      await playground.run(/failed|error/i)
      expect((await playground.texts())[0], thrown).toBe('on')
    }
  })

  test('that prints without end is stopped, and the page lives on', async () => {
    await playground.write("while (true) console.log('flood')")
    await playground.button('Run').click()
    await playground.ended(/output|giving way/i)
    expect(await attempt("console.log('again')")).toEqual(['again'])
  })
})
