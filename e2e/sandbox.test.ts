import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FloodReason, isFlood, PROTOCOL_VERSION } from '../src/runner/protocol'
import { runRawWorker } from './raw-worker'
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

  test.each([
    [
      'toJSON of every object, to write messages of its own',
      `(Object.prototype as any).toJSON = () =>
        ({ v: ${PROTOCOL_VERSION}, type: 'run/end', runId: 1, ending: { kind: 'finished' } })`,
    ],
    [
      'the setters that lists go through',
      "Object.defineProperty(Array.prototype, '0', { set() {}, configurable: true })",
    ],
    ['what promises are made by', "Object.defineProperty(Promise.prototype, 'constructor', { get() { throw 1 } })"],
    [
      'every method of the language',
      `for (const type of [Array, String, Map, Set, RegExp, Number, Date] as any[])
        for (const key of Object.getOwnPropertyNames(type.prototype))
          if (key !== 'constructor') try { type.prototype[key] = () => { throw 1 } } catch {}
      JSON.stringify = JSON.parse = Reflect.apply = Reflect.ownKeys = (() => { throw 1 }) as any`,
    ],
  ])('is heard truly when it replaces %s', async (_, code) => {
    const lines = await attempt(`${code}\nconsole.log('true', [1, { a: 'b' }])`)
    expect(lines).toEqual(["true [1, { a: 'b' }]"])
  })

  test('cannot keep an error from being told: by silencing its event, or before anybody listens', async () => {
    const lines = await attempt(`
      Event.prototype.stopImmediatePropagation = Event.prototype.preventDefault = () => {}
      const target = new EventTarget()
      target.addEventListener('x', () => { throw new Error('early') })
      target.dispatchEvent(new Event('x'))
      setTimeout(() => target.dispatchEvent(new Event('x')), 10)`)
    expect(lines).toEqual(['Error: early', 'Error: early'])
  })

  test('cannot see by its errors who called it', async () => {
    const lines = await attempt(`
      const seen = new Set()
      ;(Error as any).prepareStackTrace = (_: unknown, sites: any[]) => {
        for (const site of sites) seen.add(typeof site.getFunction()).add(typeof site.getThis())
      }
      const look = () => void new Error('look').stack
      look()
      await null
      look()
      setTimeout(() => { look(); console.log(...seen) })`)
    expect(lines).toEqual(['undefined'])
  })

  test('that is run and stopped fifty times leaves one frame, no worker and nothing of itself', async () => {
    await playground.write("console.log('on')\nsetInterval(() => console.log('again'), 1)\nwhile (true) {}")
    for (let i = 0; i < 50; i++) {
      await playground.button('Run').click()
      await playground.button('Stop').click()
    }
    await playground.ended(/stopped/i)
    expect(await attempt("console.log('alone')")).toEqual(['alone'])
    expect(await visit.page.locator('iframe').count()).toBe(1)
    // The compiler's.
    expect(visit.page.workers().length).toBeLessThanOrEqual(1)
    expect(visit.problems).toEqual([])
  })

  test('ends with the page that is left, and another runs when the reader comes back', async () => {
    await playground.write("console.log('on')\nsetInterval(() => {}, 1000)\nawait new Promise(() => {})")
    await playground.speed('1×')
    await playground.button('Run').click()
    await playground.log.getByText('on', { exact: true }).waitFor()
    await visit.page.goto(new URL('/generators/', site.url).href)
    await visit.page.goBack()
    expect(await visit.page.locator('iframe').count()).toBe(0)
    expect(await attempt("console.log('back')")).toEqual(['back'])
  })

  test('that prints without end is stopped, and the page lives on', async () => {
    await playground.write("while (true) console.log('flood')")
    await playground.button('Run').click()
    await playground.ended(/output|giving way/i)
    expect(await attempt("console.log('again')")).toEqual(['again'])
  })
})

// Second and third walls: what holds when a program has got past the prelude.
describe('a worker without the prelude', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await Site.open()
    visit = await site.visit('/tasks/')
    const playground = new Playground(visit.page, 'say-after')
    await playground.write("console.log('the frame is there')")
    await playground.run()
  })
  afterAll(async () => {
    await visit.close()
    await site.close()
  })

  test.each([
    ['the site by fetch', 'await fetch(SITE, { mode: "no-cors" })'],
    ['data by fetch', "await fetch('data:,x')"],
    ['the site by XMLHttpRequest', "const x = new XMLHttpRequest(); x.open('GET', SITE, false); x.send()"],
    ['the site by EventSource', 'await opened(new EventSource(SITE))'],
    ['a server by WebSocket', "await opened(new WebSocket(SITE.replace('http', 'ws')))"],
    ['the site by importScripts', 'importScripts(SITE)'],
    ['a script of its own by importScripts', "importScripts(URL.createObjectURL(new Blob(['1'])))"],
    ['a module of the site', 'await import(SITE)'],
    ['a module of its own', "await import('data:text/javascript,export default 1')"],
    ['a module from a blob', "await import(URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' })))"],
    ['evaluation', "eval('1')"],
    ['evaluation by Function', "new Function('1')"],
    [
      'evaluation by a timer',
      "await new Promise((done) => { self.done = done; setTimeout('done()', 0); setTimeout(() => { throw 1 }, 500) })",
    ],
    ['WebAssembly', 'await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))'],
    ['a worker from an address', 'new Worker(SITE)'],
    [
      'storage by indexedDB',
      "await new Promise((ok, no) => { const r = indexedDB.open('x'); r.onsuccess = ok; r.onerror = no })",
    ],
    ['storage by caches', "await caches.open('x')"],
    ['the file system', 'await navigator.storage.getDirectory()'],
    ['a font', "await new FontFace('x', 'url(' + SITE + ')').load()"],
  ])('cannot reach %s', async (_, attempt) => {
    const script = `
      const SITE = ${JSON.stringify(`${site.url}tasks/`)}
      const opened = (source) => new Promise((ok, no) => { source.onopen = ok; source.onerror = no })
      // Some refusals come as an event and never settle the attempt.
      addEventListener('error', (event) => { event.preventDefault(); say('refused') })
      setTimeout(() => say('refused'), 2000)
      try { ${attempt}; say('reached') } catch { say('refused') }`
    const [, heard] = await runRawWorker(visit.page, script, 'run/output')
    expect(heard).toMatchObject({ type: 'run/output', lines: [{ text: 'refused' }] })
    expect(visit.problems.filter((problem) => problem.startsWith('left'))).toEqual([])
  })

  test.each([
    [
      'another run',
      "port.postMessage(JSON.stringify({ v: V, type: 'run/end', runId: 2, ending: { kind: 'finished' } }))",
    ],
    ['the frame', "port.postMessage(JSON.stringify({ v: V, type: 'frame/pong', runId: 0, nonce: 0 }))"],
    [
      'the controller',
      "port.postMessage(JSON.stringify({ v: V, type: 'run/crash', runId: 1, reason: 'worker died', detail: 'mine' }))",
    ],
    ['nobody', "port.postMessage('nonsense')"],
    ['nobody, with what is no text', 'port.postMessage({ v: V })'],
    [
      'itself too often',
      "for (let i = 0; i < 5000; i++) port.postMessage(JSON.stringify({ v: V, type: 'run/begin', runId: 1 }))",
    ],
    ['itself at too great a length', "say('x'.repeat(3e6))"],
  ])('that speaks for %s is ended', async (_, script) => {
    const heard = await runRawWorker(visit.page, `${script}\nsetTimeout(() => say('late'), 50)`, 'run/crash')
    const last = heard.at(-1) as { runId: number; reason: FloodReason }
    expect(last).toMatchObject({ type: 'run/crash', runId: 1, detail: '' })
    expect(isFlood(last.reason)).toBe(true)
    expect(heard.filter(({ type }) => type !== 'frame/ready' && type !== 'run/begin')).toHaveLength(1)
    expect(heard.length).toBeLessThan(70)
  })

  test('is ended by its death, with no more than a line about it', async () => {
    const heard = await runRawWorker(visit.page, "setTimeout(() => { throw new Error('x'.repeat(1e7)) })", 'run/crash')
    expect(heard.at(-1)).toMatchObject({ type: 'run/crash', reason: 'worker died' })
    expect(String(heard.at(-1)?.detail).length).toBeLessThan(600)
  })
})

describe('the page that may evaluate code', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())
  beforeEach(async () => {
    visit = await site.visit('/tasks/')
  })
  afterEach(() => visit.close())

  /** The policy that the document really runs under, which is that of the page it was loaded with. */
  const mayEvaluate = () =>
    visit.page.evaluate(async () => {
      Object.assign(globalThis, { evaluated: false })
      setTimeout(...(['globalThis.evaluated = true'] as unknown as [() => void]))
      await new Promise((resolve) => setTimeout(resolve, 50))
      return (globalThis as { evaluated?: boolean }).evaluated
    })
  const arrive = (path: string, title: RegExp) =>
    visit.page.waitForFunction(
      ([path, source]) => location.pathname === path && new RegExp(source).test(document.title),
      [path, title.source] as const,
    )
  /** As the router does it, without a click. */
  const push = (path: string) =>
    visit.page.evaluate((path) => {
      history.pushState({}, '', path)
      dispatchEvent(new PopStateEvent('popstate', { state: {} }))
    }, path)

  test.each([
    ['by a link', (path: string) => visit.page.locator(`a[href="${path}"]`).first().click()],
    ['by code', push],
  ])('keeps its right to itself when it is entered and left %s, and on the way back and forward', async (_, go) => {
    const { page } = visit
    await go('/react/')
    await page.waitForTimeout(1000)
    await arrive('/react/', /React/)
    expect(await mayEvaluate(), 'entered').toBe(true)
    await go('/generators/')
    await page.waitForTimeout(1000)
    await arrive('/generators/', /Generators/)
    expect(await mayEvaluate(), 'left').toBe(false)
    await page.goBack()
    await arrive('/react/', /React/)
    expect(await mayEvaluate(), 'back').toBe(true)
    await page.goBack()
    await arrive('/tasks/', /Tasks/)
    expect(await mayEvaluate(), 'back again').toBe(false)
    await page.goForward()
    await arrive('/react/', /React/)
    expect(await mayEvaluate(), 'forward').toBe(true)
  })
})
