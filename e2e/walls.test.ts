import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FloodReason, isFlood } from '../src/runner/protocol'
import { Lure } from './lure'
import { runBareWorker, runRawWorker } from './raw-worker'
import { Playground, Site, type Visit } from './site'

// What holds when a program has got past the prelude, and what would hold if it had even got out of its worker. Each
// attempt is also made where nothing defends, and must succeed there: else it would show nothing here.

const WORKER_ATTEMPTS: readonly (readonly [what: string, attempt: string])[] = [
  ['a server by fetch', "await fetch(LURE, { mode: 'no-cors' })"],
  ['data by fetch', "await fetch('data:,x')"],
  ['a blob of its own by fetch', 'await fetch(blob())'],
  ['a server by XMLHttpRequest', "const x = new XMLHttpRequest(); x.open('GET', LURE + 'data.json', false); x.send()"],
  ['a server by EventSource', "await opened(new EventSource(LURE + 'events'))"],
  ['a server by WebSocket', "await opened(new WebSocket(LURE.replace('http', 'ws')))"],
  ['a server by a font', "await new FontFace('x', 'url(' + LURE + 'font.woff2)').load()"],
  ['a script by importScripts', "importScripts(LURE + 'script.js')"],
  ['a script of its own by importScripts', 'importScripts(blob())'],
  ['a module', "await import(LURE + 'script.js')"],
  ['a module of its own', "await import('data:text/javascript,export default 1')"],
  ['a module from a blob', 'await import(blob())'],
  ['evaluation', "eval('1')"],
  ['evaluation by Function', "new Function('1')"],
  ['evaluation by a timer', "await new Promise((done) => { self.done = done; setTimeout('done()', 0) })"],
  ['WebAssembly', 'await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))'],
  ['a worker from an address', "await heard(new Worker(LURE + 'worker.js'))"],
  [
    'storage by indexedDB',
    "await opened({ set onopen(f) { r.onsuccess = f }, set onerror(f) { r.onerror = f } }, r = indexedDB.open('x'))",
  ],
  ['storage by caches', "await caches.open('x')"],
  ['the file system', 'await navigator.storage.getDirectory()'],
  ['locks', "await navigator.locks.request('x', () => {})"],
  [
    'other pages by BroadcastChannel',
    "await new Promise((done) => { const c = new BroadcastChannel('echo'); c.onmessage = done; c.postMessage('x') })",
  ],
]

/** What only a document has. */
const DOCUMENT_ATTEMPTS: readonly (readonly [what: string, attempt: string])[] = [
  ['the document', 'document.body.remove()'],
  ['the window', 'window.name'],
  ['the page’s address', "top.location.hash = 'x'"],
  ['a dialog', 'prompt'],
  ['a popup', 'open'],
  ['an image', 'new Image()'],
  ['a beacon', "navigator.sendBeacon('http://localhost/')"],
  ['WebRTC', 'new RTCPeerConnection()'],
  ['local storage', 'localStorage.length'],
  ['cookies', 'document.cookie'],
  ['a service worker', 'navigator.serviceWorker.register'],
  ['the clipboard', 'navigator.clipboard.writeText'],
]

const helpers = (lure: string) => `
  var r
  const LURE = ${JSON.stringify(lure)}
  const opened = (source) => new Promise((ok, no) => { source.onopen = ok; source.onerror = no })
  const heard = (source) => new Promise((ok, no) => { source.onmessage = ok; source.onerror = no })
  const blob = () => URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' }))
  // Some refusals come as an event and never settle the attempt.
  addEventListener('error', (event) => { event.preventDefault(); say('refused') })
  setTimeout(() => say('refused'), 1500)`

/** Has the controller start a worker for a pool, and tells that one so: it runs the same script, with a channel for its port. */
const POOL = `const c = new MessageChannel(); c.port1.postMessage('pool');
  port.postMessage(JSON.stringify({ v: V, type: 'run/pool', runId: 1, worker: typeof n === 'number' ? n : 1 }), [c.port2])`

describe('a worker without the prelude', () => {
  let site: Site
  let lure: Lure
  let visit: Visit
  let open: Visit

  beforeAll(async () => {
    ;[site, lure] = await Promise.all([Site.open(), Lure.open()])
    visit = await site.visit('/tasks/')
    const playground = new Playground(visit.page, 'say-after')
    await playground.write("console.log('the frame is there')")
    await playground.run()
    // The compiler's, and the one in which the program waits to be run again.
    while (visit.page.workers().length < 2) await visit.page.waitForEvent('worker')
    open = await site.visit(lure.url)
    for (const { page } of [visit, open]) {
      await page.evaluate(() => {
        const channel = new BroadcastChannel('echo')
        channel.onmessage = () => channel.postMessage('heard')
      })
    }
  })
  afterAll(async () => {
    await site.close()
    await lure.close()
  })
  beforeEach(() => {
    lure.asked.length = 0
  })

  test.each(WORKER_ATTEMPTS)('cannot reach %s, which one in no sandbox can', async (_, attempt) => {
    const script = `${helpers(lure.url)}
      try { ${attempt}; say('reached') } catch (error) { say('refused') }`
    const [, heard] = await runRawWorker(visit.page, script, 'run/output')
    expect(heard).toMatchObject({ type: 'run/output', lines: [{ text: 'refused' }] })
    expect(lure.asked).toEqual([])

    expect(await runBareWorker(open.page, script)).toBe('reached')
    expect(lure.asked.length > 0).toBe(/LURE/.test(attempt))
  })

  test.each(DOCUMENT_ATTEMPTS)('does not have %s, which a page has', async (_, attempt) => {
    const [, heard] = await runRawWorker(
      visit.page,
      `try { ${attempt}; say('reached') } catch { say('refused') }`,
      'run/output',
    )
    expect(heard).toMatchObject({ type: 'run/output', lines: [{ text: 'refused' }] })

    const page = await site.visit(lure.url)
    expect(await page.page.evaluate(`(() => { ${attempt}; return 'reached' })()`)).toBe('reached')
    await page.close()
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
    ['nobody, past its port', "postMessage('x')"],
    [
      'itself too often',
      "for (let i = 0; i < 5000; i++) port.postMessage(JSON.stringify({ v: V, type: 'run/begin', runId: 1 }))",
    ],
    ['itself at too great a length', "say('x'.repeat(3e6))"],
    ['itself in a line that no prelude prints', "say('x'.repeat(2e5))"],
    [
      'itself in more lines than a batch has',
      `port.postMessage(JSON.stringify({ v: V, type: 'run/output', runId: 1, time: 0, turns: 0,
        lines: Array.from({ length: 2000 }, () => ({ stream: 'log', text: '', time: 0 })) }))`,
    ],
    ['a pool, without a channel to its worker', POOL.replace(', [c.port2]', '')],
    ['a pool with more workers than a run may have', `for (let n = 1; n <= 5; n++) { ${POOL} }`],
    ['a pool with the same worker twice', `{ ${POOL} } { ${POOL} }`],
  ])('that speaks for %s is ended', async (_, script) => {
    const heard = await runRawWorker(visit.page, `${script}\nsetTimeout(() => say('late'), 50)`, 'run/crash')
    const last = heard.at(-1) as { runId: number; reason: FloodReason }
    expect(last).toMatchObject({ type: 'run/crash', runId: 1, detail: '' })
    expect(isFlood(last.reason)).toBe(true)
    expect(heard.filter(({ type }) => !['frame/ready', 'run/begin', 'run/pool'].includes(String(type)))).toHaveLength(1)
    expect(heard.length).toBeLessThan(70)
  })

  test('is ended by what a worker of its pool says past their channel', async () => {
    const script = `port.onmessage = ({ data }) => { if (data === 'pool') postMessage('x') }; ${POOL}`
    const heard = await runRawWorker(visit.page, script, 'run/crash')
    expect(heard.at(-1)).toMatchObject({ type: 'run/crash', runId: 1, reason: 'nonsense' })
  })

  test('is ended by its death, with no more than a line about it', async () => {
    const heard = await runRawWorker(visit.page, "setTimeout(() => { throw new Error('x'.repeat(1e7)) })", 'run/crash')
    expect(heard.at(-1)).toMatchObject({ type: 'run/crash', reason: 'worker died' })
    expect(String(heard.at(-1)?.detail).length).toBeLessThan(600)
  })

  test.each([
    ['goes on speaking', "say('on'); setInterval(() => say('late'), 20)"],
    ['computes', "say('on'); for (;;) {}"],
    [
      'waits by Atomics',
      `const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
       say('on'); Atomics.wait(new Int32Array(buffer), 0, 0); say('late')`,
    ],
    [
      'has a pool whose worker computes',
      `port.onmessage = ({ data }) => { if (data === 'pool') for (;;) {} }; ${POOL}; say('on')`,
    ],
    [
      'has started another, and given it its port',
      `const inner = new Worker(trustedTypes.createPolicy('playground', { createScriptURL: (url) => url }).createScriptURL(
         URL.createObjectURL(new Blob(['onmessage = ({ ports: [port] }) => { const say = () => port.postMessage(' +
           JSON.stringify(JSON.stringify({ v: V, type: 'run/output', runId: 1, time: 0, turns: 0,
             lines: [{ stream: 'log', text: 'on', time: 0 }] })) + '); say(); setInterval(say, 20) }']))))
       inner.postMessage(null, [port])`,
    ],
  ])('that %s is gone when the run is stopped, and says nothing more', async (_, script) => {
    const before = visit.page.workers().length
    const heard = await runRawWorker(visit.page, script, 'run/output', true)
    const pong = heard.findIndex(({ type }) => type === 'frame/pong')
    expect(heard.filter(({ type }) => type === 'run/output')).not.toEqual([])
    expect(heard.slice(pong + 1)).toEqual([])
    await expect.poll(() => visit.page.workers().length).toBe(before)
  })
})

describe('a script in the frame itself', () => {
  let site: Site
  let lure: Lure
  /** The page with a sandbox: one for all, as long as nothing takes its frame away. */
  let guarded: { visit: Visit; frame: Frame } | null = null
  const events: string[] = []

  beforeAll(async () => {
    ;[site, lure] = await Promise.all([Site.open(), Lure.open()])
  })
  afterAll(async () => {
    await site.close()
    await lure.close()
  })

  function watch(page: Page): void {
    page.on('dialog', (dialog) => {
      events.push('dialog')
      dialog.dismiss()
    })
    page.on('popup', () => events.push('popup'))
    page.on('download', () => events.push('download'))
  }

  /** The sandbox's frame, as it stands in a page. */
  async function sandboxed(): Promise<Frame> {
    if (guarded !== null && !guarded.frame.isDetached()) return guarded.frame
    await guarded?.visit.close()
    const visit = await site.visit('/tasks/')
    watch(visit.page)
    const playground = new Playground(visit.page, 'say-after')
    await playground.speed('instant')
    await playground.run()
    guarded = { visit, frame: visit.page.frames()[1] as Frame }
    return guarded.frame
  }

  /** A frame without a sandbox in a page without a policy. */
  async function free(): Promise<Frame> {
    const { page } = await site.visit(lure.url)
    watch(page)
    await page.evaluate(async () => {
      const frame = document.createElement('iframe')
      frame.srcdoc = '<p>free</p>'
      document.body.append(frame)
      await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    })
    return page.frames()[1] as Frame
  }

  /**
   * Milliseconds until it came through, by what it returns, by what the server was asked for, or by what the page did;
   * null when it had not so long after it was made.
   */
  async function attempt(frame: Frame, code: string, withinMs: number): Promise<number | null> {
    lure.asked.length = 0
    events.length = 0
    const page = frame.page()
    const before = page.url()
    const script = `(async () => {
      const LURE = ${JSON.stringify(lure.url)}
      const add = (name, more) => document.documentElement.append(Object.assign(document.createElement(name), more))
      try { return (await (async () => { ${code} })()) === true } catch { return false }
    })()`
    // The frame may be gone afterwards.
    const said = await frame.evaluate<boolean>(script).catch(() => false)
    for (const start = performance.now(); ; await page.waitForTimeout(10)) {
      const ms = performance.now() - start
      if (said || lure.asked.length > 0 || events.length > 0 || page.url() !== before) return ms
      if (ms > withinMs) return null
    }
  }

  test.each([
    ['a server by fetch', "await fetch(LURE, { mode: 'no-cors' })"],
    ['a server by a beacon', "navigator.sendBeacon(LURE, 'x')"],
    ['a server by an image', "add('img', { src: LURE + 'image.svg' })"],
    ['a server by a style sheet', "add('link', { rel: 'stylesheet', href: LURE + 'style.css' })"],
    ['a server by a font', "await new FontFace('x', 'url(' + LURE + 'font.woff2)').load()"],
    ['a server by a script', "add('script', { src: LURE + 'script.js' })"],
    ['a server by a frame', "add('iframe', { src: LURE })"],
    [
      'a server by a form',
      "const f = Object.assign(document.createElement('form'), { action: LURE, method: 'post' }); document.documentElement.append(f); f.submit()",
    ],
    ['a server by going there', 'location.href = LURE'],
    ['the page’s address', "top.location.href = LURE + 'elsewhere'"],
    ['a popup', "open(LURE + 'popup')"],
    ['a dialog', "alert('x')"],
    [
      'a download',
      "const a = Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['x'])), download: 'x.txt' }); a.click()",
    ],
    ['the page’s document', 'return parent.document.body !== null'],
    ['local storage', "localStorage.setItem('x', 'x'); return true"],
    ['cookies', "document.cookie = 'x=x'; return document.cookie.includes('x=x')"],
    ['storage by indexedDB', "indexedDB.open('x'); return true"],
    ['storage by caches', "await caches.open('x'); return true"],
    [
      'an inline script',
      "globalThis.ran = false; add('script', { textContent: 'globalThis.ran = true' }); return globalThis.ran",
    ],
    [
      'a handler in markup',
      "document.documentElement.setAttribute('onclick', 'globalThis.clicked = true'); document.documentElement.click(); return globalThis.clicked === true",
    ],
  ])('cannot reach %s, which one in no sandbox can', async (_, code) => {
    const frame = await free()
    const took = await attempt(frame, code, 10_000)
    expect(took).not.toBeNull()
    await frame.page().context().close()
    // Twice as long as it takes where it succeeds.
    expect(await attempt(await sandboxed(), code, 100 + 2 * (took ?? 0))).toBeNull()
  })

  test('that goes elsewhere takes its frame with it, and the next run has a new one', async () => {
    const frame = await sandboxed()
    await frame.evaluate("setTimeout(() => { location.href = 'about:blank' })")
    await expect.poll(() => frame.isDetached()).toBe(true)
    const page = frame.page()
    const playground = new Playground(page, 'say-after')
    await playground.run()
    expect(await playground.texts()).toContain('world')
    expect(await page.locator('iframe').count()).toBe(1)
  })
})
