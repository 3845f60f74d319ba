import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BREAK_OUTS } from '../src/runner/compile/testing'
import { PROTOCOL_VERSION } from '../src/runner/protocol'
import { PROGRAM_ATTEMPTS } from './attempts'
import { sharePage } from './shared-page'
import { awake, Site, type Visit } from './site'

// Each program tries something that it must not be able to do, and prints what came of it.
describe('a program that looks for a way out', () => {
  const shared = sharePage('/tasks/', 'say-after')

  test.each(PROGRAM_ATTEMPTS)('cannot reach %s', async (_, code, refusal) => {
    await shared.playground.write(
      `try {\n  ${code}\n  console.log('reached')\n} catch (error) {\n  console.log(String(error))\n}`,
    )
    await shared.playground.run(/finished/)
    expect((await shared.playground.texts())[0]).toMatch(refusal)
  })
})

describe('a program in a playground', () => {
  const shared = sharePage('/tasks/', 'say-after')

  async function attempt(code: string): Promise<string[]> {
    await shared.playground.write(code)
    await shared.playground.speed('instant')
    await shared.playground.run(/finished|failed|error/i)
    return shared.playground.texts()
  }

  test('finds in its realm nothing of the platform that was not meant for it', async () => {
    const lines = await attempt(`
      const names = new Set<string>()
      for (let at: any = globalThis; at !== null; at = Object.getPrototypeOf(at))
        for (const name of Object.getOwnPropertyNames(at)) if ((globalThis as any)[name] !== undefined) names.add(name)
      const lower = [...names].filter((name) => /^[a-z]/.test(name))
      console.log(lower.sort().join(' '))
      const outside = ['fetch', 'XMLHttpRequest', 'WebSocket', 'WebTransport', 'EventSource', 'importScripts', 'Worker',
        'SharedWorker', 'indexedDB', 'caches', 'eval', 'SharedArrayBuffer', 'Atomics', 'Blob', 'Request', 'Response',
        'MessagePort', 'FileReaderSync', 'OffscreenCanvas', 'CompressionStream', 'crypto', 'trustedTypes', 'scheduler']
      console.log(outside.filter((name) => (globalThis as any)[name] !== undefined).join(), typeof (URL as any).createObjectURL)`)
    expect(lines[0]?.split(' ')).toEqual(
      [
        ...['atob', 'btoa', 'clearInterval', 'clearTimeout', 'console', 'constructor', 'decodeURI'],
        ...['decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'globalThis', 'hasOwnProperty'],
        ...['isFinite', 'isNaN', 'isPrototypeOf', 'parseFloat', 'parseInt', 'performance', 'propertyIsEnumerable'],
        ...['queueMicrotask', 'setInterval', 'setTimeout', 'structuredClone', 'toLocaleString', 'toString', 'unescape'],
        ...['valueOf'],
      ].sort(),
    )
    expect(lines[1]).toBe('undefined')
  })

  test('leaves nothing behind for the next run', async () => {
    const look = 'console.log(String((globalThis as any).left), [1].map((n) => n + 1)[0])'
    const spoil = "(globalThis as any).left = 1\nArray.prototype.map = (() => ['spoilt']) as any"
    expect(await attempt(`${spoil}\n${look}`), 'within one run').toEqual(['1 spoilt'])
    expect(await attempt(look)).toEqual(['undefined 2'])
  })

  test('waits in a worker to be run again, and is not called before', async () => {
    const { page } = shared.visit
    await attempt("console.log('on')")
    await expect.poll(() => page.workers().length).toBe(2)
    const before = page.workers()
    await shared.playground.run()
    await expect.poll(() => page.workers().filter((worker) => !before.includes(worker)).length).toBe(1)
    expect(await shared.playground.texts()).toHaveLength(1)
  })

  test('cannot print markup into the page', async () => {
    const lines = await attempt("console.log('<img src=x onerror=alert(1)>')")
    expect(lines).toEqual(['<img src=x onerror=alert(1)>'])
    expect(await shared.playground.log.locator('img').count()).toBe(0)
  })

  // `src/runner/compile/compile.test.ts` shows that each breaks out of a wrapper which nothing checks.
  test.each(BREAK_OUTS)('cannot break out of its wrapper by $by', async ({ text }) => {
    await shared.playground.write(text.replace('out()', "console.log('out')"))
    await shared.playground.run(/not started/)
    expect(await shared.playground.root.getByRole('alert').count()).toBe(1)
    expect(await shared.playground.texts()).not.toContain('out')
  })

  test('does not even start when it would import at run time', async () => {
    await shared.playground.write(
      "console.log('out')\nconst at = 'data:text/javascript,export default 1'\nawait import(at)",
    )
    await shared.playground.run(/not started/)
    expect(await shared.playground.root.getByRole('alert').textContent()).toMatch(/import\(\).*line 3/)
  })

  test('may hold a closing script tag and backticks as text', async () => {
    expect(await attempt("console.log('</script>', '`', '\\u2028')")).toEqual(['</script> ` \u2028'.trim()])
  })

  test('may throw anything at all', async () => {
    await shared.playground.speed('instant')
    for (const thrown of ['null', 'undefined', 'new Proxy({}, { get() { throw 1 } })', 'Object.create(null)', '42n']) {
      await shared.playground.write(`console.log('on')\nthrow ${thrown}`)
      await shared.playground.run(/failed|error/i)
      expect((await shared.playground.texts())[0], thrown).toBe('on')
    }
  })

  test('may throw an error that is a trap at every look', async () => {
    await shared.playground.speed('instant')
    for (const [error, told] of [
      [
        "for (const key of ['name', 'message', 'stack', 'cause', 'errors']) Object.defineProperty(error, key, { get() { throw 1 } })",
        'Error',
      ],
      ['Object.setPrototypeOf(error, new Proxy(Error.prototype, { getPrototypeOf() { throw 1 } }))', 'unreadable'],
      ["Object.assign(error, { name: 'x'.repeat(1e7), message: 'y'.repeat(1e7), stack: 'z'.repeat(1e7) })", 'xxx'],
      ['Object.assign(error, { errors: Array.from({ length: 1e5 }, () => error) })', 'Error: me'],
      ["Object.assign(error, { stack: ' at f (blob:x:99999999:99999999)\\n'.repeat(1e5) })", 'Error: me'],
    ] as const) {
      await shared.playground.write(`const error: any = new Error('me')\n${error}\nthrow error`)
      await shared.playground.run(/failed/)
      expect((await shared.playground.texts()).at(-1), error).toContain(told)
      expect(await shared.playground.root.getByRole('alert').count()).toBe(1)
    }
    expect(shared.visit.problems).toEqual([])
  })

  test('cannot have the page told anything by messages and listeners of its own', async () => {
    const lines = await attempt(`
      const all = globalThis as any
      const heard: unknown[] = []
      all.onmessage = all.onerror = all.onunhandledrejection = (event: unknown) => heard.push(event)
      const listen = EventTarget.prototype.addEventListener
      for (const type of ['message', 'messageerror']) listen.call(all, type, (event) => heard.push(event), true)
      const port = { postMessage: (text: string) => heard.push(text) }
      EventTarget.prototype.dispatchEvent.call(all, Object.assign(new Event('message'), { ports: [port], data: '{}' }))
      await new Promise((done) => setTimeout(done, 3000))
      console.log(heard.length)`)
    expect(lines).toEqual(['0'])
  })

  // The compiler puts names of its own into a program: `src/runner/compile/beacons.ts`.
  test.each([
    ['calls its beacons with a line that is none', 'while (true) __l\\u006fok__(1e9)', /giving way \(line/, false],
    ['stops counting', '__l\\u0065ft__ = Infinity\nwhile (true) {}', /within a single operation/, true],
    ['has their names for itself', 'const __left__ = 1, __look__ = 2\nwhile (true) {}', /blocked/, true],
    [
      'calls them with what is no line',
      'while (true) __look__({ toString: () => 1 } as never)',
      /does not understand/,
      true,
    ],
    ['throws from where it notes', 'throw __thrown__(new Proxy({}, { get() { throw 1 } }))', /failed/, true],
  ])('that %s ends as others do, and the page lives on', async (_, code, ending, as) => {
    await shared.playground.write(code)
    await shared.playground.speed('instant')
    await shared.playground.run(as ? ending : /giving way|operation/)
    expect(await shared.playground.status.textContent()).not.toMatch(/line [1-9]\d+/)
    expect(await attempt("console.log('on')")).toEqual(['on'])
    expect(shared.visit.problems).toEqual([])
  })

  test('cannot hurt the page by the shape of what it prints', async () => {
    const lines = await attempt(`
      let deep: unknown = 0
      for (let i = 0; i < 1e5; i++) deep = { deep }
      const wide = Object.fromEntries(Array.from({ length: 2e4 }, (_, i) => ['k' + i, i]))
      let ran = 0
      const trap = () => { ran++; throw 1 }
      const traps = { get: trap, ownKeys: trap, getPrototypeOf: trap, getOwnPropertyDescriptor: trap, has: trap }
      const made = Object.getOwnPropertyDescriptor(Proxy, 'revocable')!.value({}, traps).proxy
      console.log(deep, wide, JSON.parse('{"__proto__":{"spoilt":1},"constructor":{"prototype":{"spoilt":1}}}'))
      console.log({ ['x'.repeat(1e7)]: 'y'.repeat(1e7), get never() { return trap() } }, new Map([[new Map([[wide, deep]]), deep]]))
      console.log({ '<img src=x onerror=alert(1)>': '<script>', html: { __html: '<b>' }, $$typeof: Symbol.for('react.element') })
      console.log([made, new Proxy([], traps)])
      console.log(ran > 8)`)
    expect(lines).toHaveLength(5)
    const folded = shared.playground.log.locator('details:not([open]) > summary')
    for (let i = 0; i < 12 && (await folded.count()) > 0; i++) await folded.first().click()
    expect(await shared.playground.log.locator('img, script, b').count()).toBe(0)
    expect(await shared.visit.page.evaluate(() => 'spoilt' in {})).toBe(false)
    expect(shared.visit.problems).toEqual([])
    // What is unfolded stays so in the next run, which is another test's.
    await shared.playground.button('Reset').click()
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
    await shared.playground.write("console.log('on')\nsetInterval(() => console.log('again'), 1)\nwhile (true) {}")
    for (let i = 0; i < 50; i++) {
      await shared.playground.button('Run').click()
      await shared.playground.button('Stop').click()
    }
    await shared.playground.ended(/stopped/i)
    expect(await attempt("console.log('alone')")).toEqual(['alone'])
    expect(await shared.visit.page.locator('iframe').count()).toBe(1)
    // The compiler's, and the one in which the program waits to be run again.
    await expect.poll(() => shared.visit.page.workers().length).toBe(2)
    expect(shared.visit.problems).toEqual([])
  })

  test('ends with the page that is left, and another runs when the reader comes back', async () => {
    await shared.playground.write("console.log('on')\nsetInterval(() => {}, 1000)\nawait new Promise(() => {})")
    await shared.playground.speed('1×')
    await shared.playground.button('Run').click()
    await shared.playground.log.getByText('on', { exact: true }).waitFor()
    await shared.visit.page.goto(new URL('/generators/', shared.site.url).href)
    await shared.visit.page.goBack()
    expect(await shared.visit.page.locator('iframe').count()).toBe(0)
    expect(await attempt("console.log('back')")).toEqual(['back'])
  })

  test('that prints without end is stopped, and the page lives on', async () => {
    await shared.playground.write("while (true) console.log('flood')")
    await shared.playground.button('Run').click()
    await shared.playground.ended(/output|giving way/i)
    expect(await attempt("console.log('again')")).toEqual(['again'])
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
  const arrive = async (path: string, title: RegExp) => {
    await visit.page.waitForFunction(
      ([path, source]) => location.pathname === path && new RegExp(source).test(document.title),
      [path, title.source] as const,
    )
    // The router goes elsewhere by code only where it is at work.
    await awake(visit.page)
  }
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
    await awake(page)
    await go('/react/')
    await arrive('/react/', /React/)
    await expect.poll(mayEvaluate, { message: 'entered' }).toBe(true)
    await go('/generators/')
    await arrive('/generators/', /Generators/)
    await expect.poll(mayEvaluate, { message: 'left' }).toBe(false)
    await page.goBack()
    await arrive('/react/', /React/)
    await expect.poll(mayEvaluate, { message: 'back' }).toBe(true)
    await page.goBack()
    await arrive('/tasks/', /Tasks/)
    await expect.poll(mayEvaluate, { message: 'back again' }).toBe(false)
    await page.goForward()
    await arrive('/react/', /React/)
    await expect.poll(mayEvaluate, { message: 'forward' }).toBe(true)
  })
})
