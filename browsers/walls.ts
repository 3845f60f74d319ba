import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  DOCUMENT_ATTEMPTS,
  FORGERIES,
  FRAME_ATTEMPTS,
  helpers,
  PROGRAM_ATTEMPTS,
  STAYING,
  WORKER_ATTEMPTS,
} from '../e2e/attempts'
import { BOMBS, COMPILER_BOMBS, LOOPS } from '../e2e/endless'
import { Lure } from '../e2e/lure'
import { type CanEvaluate, runBareWorker, runRawWorker } from '../e2e/raw-worker'
import { type FloodReason, isFlood } from '../src/runner/protocol'
import { Book } from './book'
import type { Driver } from './driver'

/** In what a browser differs from Chromium behind the first wall: SECURITY.md says why none of it reaches out of a run. */
export interface Differences {
  /** What a worker without the prelude has or gets all the same. */
  readonly reached: readonly string[]
  /** What this browser, or its driver, does not let show even where nothing defends: to be refused it shows nothing. */
  readonly silent: readonly string[]
}

const ID = 'say-after'
const ENDED = /finished|failed|not started|giving way|blocked for|memory|too much|more than|polls/i

/** What holds in every browser when a hostile program runs: the attempts of e2e/, which tries them in Chromium. */
export function walls(start: () => Promise<Driver>, { reached, silent }: Differences): void {
  let book: Book
  let lure: Lure
  let page: CanEvaluate

  beforeAll(async () => {
    ;[book, lure] = await Promise.all([Book.open(start), Lure.open()])
    const { driver } = book
    page = { evaluate: (act, argument) => driver.evaluate(`return (${act})(${JSON.stringify(argument)})`) }
  })
  afterAll(async () => {
    await book?.close()
    await lure?.close()
  })
  beforeEach(() => {
    lure.asked.length = 0
  })

  async function run(code: string): Promise<string> {
    await book.write(ID, code)
    await book.button(ID, 'Run')
    await book.until(
      `return [...document.querySelectorAll('#${ID} button')].some((each) => each.textContent.includes('Run')) && ${ENDED}.test([...document.querySelectorAll('#${ID} [role=status]')].map((e) => e.textContent).join(' '))`,
    )
    return book.log(ID)
  }

  /** Opens a chapter and runs a program in it, so that the sandbox is there. */
  async function openSandbox(): Promise<void> {
    await book.open('/tasks/')
    await run("console.log('the frame is there')")
    await echo()
  }

  async function openLure(): Promise<void> {
    await book.driver.goto(lure.url)
    await echo()
  }

  const echo = () =>
    page.evaluate(() => {
      const channel = new BroadcastChannel('echo')
      channel.onmessage = () => channel.postMessage('heard')
    }, null)

  const workerScript = (attempt: string) =>
    `${helpers(lure.url)}\ntry { ${attempt}; say('reached') } catch (error) { say('refused') }`

  describe('a program', () => {
    beforeAll(() => book.open('/tasks/'))

    test.each(PROGRAM_ATTEMPTS)('cannot reach %s', async (_, attempt) => {
      const said = await run(
        `try {\n  ${attempt}\n  console.log('reached')\n} catch (error) {\n  console.log('refused')\n}`,
      )
      expect(said).toContain('refused')
      expect(said).not.toContain('reached')
    })

    test.each(LOOPS)('that does not give way in %s is ended, with its line', async (_, code, line) => {
      await run(code)
      const text = await book.status(ID)
      expect([line].flat()).toContain(Number(/giving way \(line (\d+)\)/.exec(text)?.[1]))
    })

    test.each([...BOMBS.map(([what, code]) => [what, code] as const), ...COMPILER_BOMBS])(
      'that is a bomb of %s ends, and the next one runs',
      async (_, code) => {
        await run(code)
        expect(await run("console.log('on')")).toContain('on')
      },
    )
  })

  describe('a worker without the prelude', () => {
    beforeAll(openSandbox)

    test.each(WORKER_ATTEMPTS)('cannot reach %s', async (what, attempt) => {
      const [, heard] = await runRawWorker(page, workerScript(attempt), 'run/output')
      expect(heard).toMatchObject({ lines: [{ text: reached.includes(what) ? 'reached' : 'refused' }] })
      expect(lure.asked).toEqual([])
    })

    test.each(DOCUMENT_ATTEMPTS)('does not have %s', async (what, attempt) => {
      const script = `try { ${attempt}; say('reached') } catch { say('refused') }`
      const [, heard] = await runRawWorker(page, script, 'run/output')
      expect(heard).toMatchObject({ lines: [{ text: reached.includes(what) ? 'reached' : 'refused' }] })
    })

    test.each(FORGERIES)('that speaks for %s is ended', async (_, script) => {
      const heard = await runRawWorker(page, `${script}\nsetTimeout(() => say('late'), 50)`, 'run/crash')
      const last = heard.at(-1) as { reason: FloodReason }
      expect(last).toMatchObject({ type: 'run/crash', runId: 1, detail: '' })
      expect(isFlood(last.reason)).toBe(true)
      expect(heard.length).toBeLessThan(70)
    })

    test.each(STAYING.filter(([what]) => !silent.includes(what)))(
      'that %s says nothing more when the run is stopped',
      async (_, script) => {
        const heard = await runRawWorker(page, script, 'run/output', true)
        const pong = heard.findIndex(({ type }) => type === 'frame/pong')
        expect(heard.filter(({ type }) => type === 'run/output')).not.toEqual([])
        expect(heard.slice(pong + 1)).toEqual([])
      },
    )
  })

  describe('a worker in no sandbox', () => {
    beforeAll(openLure)

    test.each(WORKER_ATTEMPTS.filter(([what]) => !silent.includes(what)))('reaches %s', async (_, attempt) => {
      expect(await runBareWorker(page, workerScript(attempt))).toBe('reached')
      expect(lure.asked.length > 0).toBe(/LURE/.test(attempt))
    })
  })

  /** Whether what a script in the page's frame tries came through within the time. */
  async function attempt(code: string, withinMs: number): Promise<boolean> {
    const { driver } = book
    const before = await driver.evaluate<string>('return location.href')
    // The frame may be gone afterwards.
    const said = await driver
      .inFrame<boolean>(
        `const LURE = ${JSON.stringify(lure.url)}
         const add = (name, more) => document.documentElement.append(Object.assign(document.createElement(name), more))
         try { return (await (async () => { ${code} })()) === true } catch { return false }`,
      )
      .catch(() => false)
    for (const end = performance.now() + withinMs; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
      const at = await driver.evaluate<string>('return location.href').catch(() => before)
      if (said === true || lure.asked.length > 0 || at !== before) return true
      if (performance.now() > end) return false
    }
  }

  describe('a script in the frame itself', () => {
    test.each(FRAME_ATTEMPTS)('cannot reach %s', async (_, code) => {
      await openSandbox()
      expect(await attempt(code, 700)).toBe(false)
    })

    test.each(FRAME_ATTEMPTS.filter(([what]) => !silent.includes(what)))(
      'reaches %s where nothing defends',
      async (_, code) => {
        await book.driver.goto(lure.url)
        await page.evaluate(async () => {
          const frame = document.createElement('iframe')
          frame.srcdoc = '<p>free</p>'
          document.body.append(frame)
          await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
        }, null)
        lure.asked.length = 0
        expect(await attempt(code, 5_000)).toBe(true)
      },
    )
  })
}
