import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FloodReason, isFlood } from '../src/runner/protocol'
import { DOCUMENT_ATTEMPTS, FORGERIES, FRAME_ATTEMPTS, helpers, POOL, STAYING, WORKER_ATTEMPTS } from './attempts'
import { Lure } from './lure'
import { runBareWorker, runRawWorker } from './raw-worker'
import { Playground, Site, type Visit } from './site'

// What holds when a program has got past the prelude, and what would hold if it had even got out of its worker. Each
// attempt is also made where nothing defends, and must succeed there: else it would show nothing here.

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

  test.each(FORGERIES)('that speaks for %s is ended', async (_, script) => {
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

  test.each(STAYING)('that %s is gone when the run is stopped, and says nothing more', async (_, script) => {
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

  test.each(FRAME_ATTEMPTS)('cannot reach %s, which one in no sandbox can', async (_, code) => {
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
