import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chapters } from '../src/chapters'
import { awake, Playground, Site, type Visit } from './site'

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

interface Place {
  readonly id: string
  readonly all: Box
  readonly code: Box
  /** The output, or the question that covers it. */
  readonly log: Box
  readonly toolbar: Box
  /** By how much the longest line of the program is wider than what is seen of it. */
  readonly hidden: number
  readonly toolbarHidden: number
}

/** Where the parts of each playground stand, and the contents of the page beside them. */
function places(page: Page): Promise<{ places: Place[]; contents: Box | null; sidebar: Box | null }> {
  return page.evaluate(() => {
    const boxOf = (element: Element): Box => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      return { left, right, top, bottom }
    }
    const within = (section: Element, selector: string) => section.querySelector(selector) as Element
    const seen = (selector: string) => {
      const element = document.querySelector(selector)
      return element?.checkVisibility() ? boxOf(element) : null
    }
    return {
      places: [...document.querySelectorAll('section[data-playground]')].map((section) => {
        const code = within(section, 'pre')
        const toolbar = within(section, '[role=toolbar]')
        // Where a prediction is asked for first, the question stands in the place of the output.
        const output = section.querySelector('[role=log]')
        return {
          id: section.id,
          all: boxOf(section),
          code: boxOf(code),
          log: boxOf(output?.checkVisibility() ? output : within(section, '[role=tabpanel]:has([role=log])')),
          toolbar: boxOf(toolbar),
          hidden: code.scrollWidth - code.clientWidth,
          toolbarHidden: toolbar.scrollWidth - toolbar.clientWidth,
        }
      }),
      contents: seen('.table-of-contents'),
      sidebar: seen('.theme-doc-sidebar-container'),
    }
  })
}

const isBeside = ({ code, log }: Place) => log.left >= code.right
const isBelow = ({ code, log }: Place) => log.top >= code.bottom && log.left < code.right

describe('where code and output stand', () => {
  let site: Site

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())

  async function visiting(path: string, options: Parameters<Site['visit']>[1], act: (visit: Visit) => Promise<void>) {
    const visit = await site.visit(path, options)
    try {
      await act(visit)
      expect(visit.problems).toEqual([])
    } finally {
      await visit.close()
    }
  }

  test.each(['/tasks/', '/zh-Hans/event-loop/'])(
    '%s: side by side where the longest line has room, in their own place',
    (path) =>
      visiting(path, {}, async ({ page }) => {
        const beside: Record<number, number> = {}
        for (const width of [320, 640, 997, 1280, 1440, 1920]) {
          await page.setViewportSize({ width, height: 900 })
          const { places: all, contents, sidebar } = await places(page)
          beside[width] = all.filter(isBeside).length
          expect(all.length).toBeGreaterThan(2)
          for (const place of all) {
            const what = `${place.id} at ${width}`
            expect(isBeside(place) || isBelow(place), what).toBe(true)
            if (isBeside(place)) expect(place.hidden, `${what}: letters that must be scrolled to`).toBe(0)
            expect(place.toolbarHidden, `${what}: buttons cut off`).toBe(0)
            expect(place.all.right - place.all.left, what).toBeLessThanOrEqual(960)
            if (contents) expect(place.all.right, `${what}: contents`).toBeLessThan(contents.left)
            if (sidebar) expect(place.all.left, `${what}: chapters`).toBeGreaterThan(sidebar.right)
          }
        }
        expect(beside[640]).toBe(0)
        expect(beside[1920]).toBeGreaterThan(2)
      }),
  )

  test('the first example of each chapter begins in the first screenful, on a phone in the second', async () => {
    const { page, close } = await site.visit('/404.html', { javaScriptEnabled: false })
    // What comes after it is left out: there are many pages, and they are long.
    await page.route(/\/$/, async (route) => {
      const response = await route.fetch()
      const text = await response.text()
      await route.fulfill({
        response,
        body: text.slice(0, text.indexOf('</section>', text.indexOf('data-playground'))),
      })
    })
    const late: string[] = []
    for (const { slug } of chapters.filter(({ written }) => written)) {
      for (const prefix of ['/', '/zh-Hans/']) {
        await page.goto(new URL(`${prefix}${slug}/`, site.url).href)
        for (const { width, height, within } of [
          { width: 1280, height: 800, within: 800 },
          { width: 375, height: 667, within: 2 * 667 },
        ]) {
          await page.setViewportSize({ width, height })
          const top = await page.evaluate(
            () => (document.querySelector('section[data-playground] pre') as Element).getBoundingClientRect().top,
          )
          // Its first line is to be seen, at least.
          if (top + 24 > within) late.push(`${prefix}${slug}/ at ${width} px: ${Math.round(top)}`)
        }
      }
    }
    await close()
    expect(late).toEqual([])
  })

  test('side by side, nothing moves when a playground wakes, runs and is edited', () =>
    visiting('/tasks/', { viewport: { width: 1920, height: 900 } }, async ({ page }) => {
      await awake(page)
      await page.evaluate(async () => {
        // The text's own faces come a moment later, and are a tenth of a pixel wider.
        await document.fonts.ready
        const shifts: number[] = []
        Object.assign(window, { shifts })
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
        }).observe({ type: 'layout-shift' })
      })
      const playground = new Playground(page, 'say-after-tasks')
      await playground.root.scrollIntoViewIfNeeded()
      const before = await places(page)
      expect(before.places.filter(isBeside).map(({ id }) => id)).toContain('say-after-tasks')
      const box = await playground.root.boundingBox()
      await playground.speed('instant')
      await playground.run()
      await playground.focusEditor()
      expect(await playground.root.boundingBox()).toEqual(box)
      expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([])
    }))

  test('beside a program that is longer than the window, Run and output stay in sight', () =>
    visiting('/tasks/', { viewport: { width: 1920, height: 420 } }, async ({ page }) => {
      const playground = new Playground(page, 'say-after-tasks')
      await playground.root.locator('pre').first().locator('code > span').last().scrollIntoViewIfNeeded()
      const run = await playground.button('Run').boundingBox()
      const bar = await page.locator('.navbar').boundingBox()
      expect(run?.y ?? 0).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0))
      expect(run?.y ?? 999).toBeLessThan(200)
    }))
})
