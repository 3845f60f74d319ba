import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { awake, Playground, Site, type Visit } from './site'

const CHAPTERS = ['/generators/', '/producer-consumer/', '/tasks/']
/** Bytes of script, compressed, that the first sign of a reader may fetch in a chapter, until the network is idle; headers are the host's. */
const SCRIPT_BUDGET = 180_000
const PAGES = ['/', ...CHAPTERS, '/react/', '/playground/'].flatMap((path) => [path, `/zh-Hans${path}`])

describe('the site as a reader finds it', () => {
  let site: Site

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())

  async function visiting<T>(path: string, options: Parameters<Site['visit']>[1], act: (visit: Visit) => Promise<T>) {
    const visit = await site.visit(path, options)
    try {
      const result = await act(visit)
      expect(visit.problems).toEqual([])
      return result
    } finally {
      await visit.close()
    }
  }

  test.each(PAGES)('%s loads with nothing in the console and no request that leaves the site', (path) =>
    visiting(path, {}, async ({ page }) => {
      await page.waitForLoadState('networkidle')
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    }),
  )

  test.each(CHAPTERS.flatMap((path) => [path, `/zh-Hans${path}`]))('%s reads whole without JavaScript', (path) =>
    visiting(path, { javaScriptEnabled: false }, async ({ page }) => {
      const sections = await page.locator('article section[id]').all()
      expect(sections.length).toBeGreaterThan(3)
      let pictures = 0
      for (const section of sections) {
        const id = await section.getAttribute('id')
        expect(await section.locator('pre').first().isVisible(), `${id}: the program`).toBe(true)
        // The run of an example, where there is a picture of it (each has one: `built-files.test.ts`).
        const picture = section.locator('svg.view-picture')
        pictures += await picture.count()
        if ((await picture.count()) > 0) expect(await picture.first().isVisible(), `${id}: the picture`).toBe(true)
      }
      expect(pictures).toBeGreaterThan(3)
      const text = await page.locator('article').innerText()
      expect(text).toContain('def ')
      expect(text).toContain('function*')
    }),
  )

  test.each(PAGES)('%s fits 320 px without scrolling sideways', (path) =>
    visiting(path, { viewport: { width: 320, height: 640 } }, async ({ page }) => {
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow).toBe(0)
    }),
  )

  const everyChapter = CHAPTERS.flatMap((path) => [path, `/zh-Hans${path}`])
  test.each(everyChapter)('%s costs no script until it is touched, and then stays within its budget', (path) =>
    visiting(path, {}, async ({ page }) => {
      await page.waitForLoadState('networkidle')
      expect(
        await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)),
      ).not.toContainEqual(expect.stringMatching(/\.js$/))
      await awake(page)
      await page.waitForLoadState('networkidle')
      const scripts = await page.evaluate(() =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
          .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
          .map(({ encodedBodySize }) => encodedBodySize),
      )
      expect(scripts.length).toBeGreaterThan(3)
      expect(scripts.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(SCRIPT_BUDGET)
    }),
  )

  test('a page is fetched when the pointer comes to its link, not when the link comes into view', () =>
    visiting('/tasks/', {}, async ({ page }) => {
      await awake(page)
      await page.waitForLoadState('networkidle')
      const scripts = () =>
        page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).length)
      const before = await scripts()
      const neighbour = page.locator('a[href="/producer-consumer/"]').last()
      await neighbour.scrollIntoViewIfNeeded()
      await page.waitForLoadState('networkidle')
      expect(await scripts()).toBe(before)
      await neighbour.hover()
      await expect.poll(scripts).toBeGreaterThan(before)
    }))

  test('loads nothing of the playground until one is touched, and nothing moves when it wakes', () =>
    visiting('/tasks/', {}, async ({ page }) => {
      await awake(page)
      await page.waitForLoadState('networkidle')
      await page.evaluate(() => {
        const shifts: number[] = []
        Object.assign(window, { shifts })
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
        }).observe({ type: 'layout-shift', buffered: true })
      })
      const scripts = () =>
        page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).length)
      const before = await scripts()
      const playground = new Playground(page, 'say-after-tasks')
      await playground.root.scrollIntoViewIfNeeded()
      await page.mouse.move(5, 5)
      expect(await scripts()).toBe(before)

      const box = await playground.root.boundingBox()
      await playground.focusEditor()
      expect(await scripts()).toBeGreaterThan(before)
      expect((await playground.root.boundingBox())?.height).toBe(box?.height)
      await playground.speed('instant')
      await playground.run()
      expect((await playground.root.boundingBox())?.height).toBe(box?.height)
      expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([])
    }))

  test.each(['/playground/', '/zh-Hans/tasks/', '/'])('nothing of %s moves when its face for code comes late', (path) =>
    visiting('/your-copy/', { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75 }, async ({ page }) => {
      await page.addInitScript(() => {
        Object.assign(window, { moved: 0 })
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries())
            (window as never as { moved: number }).moved += (shift as never as { value: number }).value
        }).observe({ type: 'layout-shift', buffered: true })
      })
      await page.route('**/*.woff2', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1_000))
        await route.continue()
      })
      const come = page.waitForResponse('**/*.woff2')
      await page.goto(new URL(path, site.url).href)
      await come
      await page.evaluate(() => document.fonts.ready)
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))))
      expect(await page.evaluate(() => (window as never as { moved: number }).moved)).toBe(0)
    }),
  )

  test('a link to an example goes to it', () =>
    visiting('/tasks/#say-after-tasks', {}, async ({ page }) => {
      const top = await page.locator('section#say-after-tasks').evaluate((node) => node.getBoundingClientRect().top)
      expect(top).toBeGreaterThanOrEqual(0)
      expect(top).toBeLessThan(300)
    }))

  test.each(['/tasks/', '/zh-Hans/playground/', '/'])(
    'the head of %s says the same when scripts have written it, and of the next page what that one says',
    (path) =>
      visiting(path, {}, async ({ page }) => {
        const cardIn = (html: string) =>
          /<meta\b[^>]*property="?og:image"?[^>]*content="?([^">\s]+)|<meta\b[^>]*content="?([^">\s]+)"?[^>]*property="?og:image"?[\s/>]/
            .exec(html)
            ?.slice(1)
            .find(Boolean)
        const sent = async () => cardIn(await (await page.request.get(page.url())).text())
        const said = () =>
          page
            .locator('meta[property="og:image"]')
            .evaluateAll((all) => all.map((each) => each.getAttribute('content')))
        await awake(page)
        // React Helmet writes in the next frame.
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
        expect(await said()).toEqual([await sent()])
        await page
          .locator('a[href$="/why-coroutines/"]')
          .first()
          .evaluate((link: HTMLAnchorElement) => link.click())
        await page.waitForURL('**/why-coroutines/')
        await expect.poll(said).toEqual([await sent()])
        expect(await sent()).toContain('/img/cards/why-coroutines.png')
      }),
  )

  test('a chapter that was read to its end is marked in the list, until the reader has it forgotten', () =>
    visiting('/tasks/', {}, async ({ page }) => {
      const mark = () =>
        page
          .locator('.theme-doc-sidebar-menu a[href="/tasks/"]')
          .evaluate((link) => getComputedStyle(link, '::after').content)
      await awake(page)
      await page.mouse.move(300, 300)
      await page.mouse.move(310, 310)
      await page.locator('#read-chapters').waitFor({ state: 'attached' })
      expect(await mark()).not.toContain('✓')
      await page.keyboard.press('End')
      await expect.poll(mark).toContain('✓')
      await page.goto(new URL('/your-copy/', site.url).href)
      await page.getByText('1 chapter read to its end').waitFor()
      await page.getByRole('button', { name: 'Forget it' }).click()
      await page.getByText('No chapter has been read').waitFor()
      await page.goto(new URL('/tasks/', site.url).href)
      expect(await mark()).not.toContain('✓')
    }))

  test('the permalink in an example’s header is its address, and the back button returns', () =>
    visiting('/tasks/', {}, async ({ page }) => {
      const playground = new Playground(page, 'say-after')
      await playground.root.locator('a[href$="#say-after"]').first().click()
      expect(new URL(page.url()).hash).toBe('#say-after')
      await page.goBack()
      expect(new URL(page.url()).hash).toBe('')
    }))

  test('the other language opens at the same page and the same examples', () =>
    visiting('/tasks/', {}, async ({ page }) => {
      await page.getByRole('link', { name: '简体中文' }).first().click()
      await page.waitForURL('**/zh-Hans/tasks/')
      expect(await page.getAttribute('html', 'lang')).toBe('zh-Hans')
      const playground = new Playground(page, 'say-after-tasks')
      await playground.button('运行').click()
      await playground.root.getByRole('button', { name: '停止' }).waitFor()
      await playground.root.getByRole('combobox', { name: '时钟速度' }).selectOption({ index: 3 })
      await playground.log.getByText('17:14:34').waitFor()
    }))

  test('the page of the live React block is entered and left by full loads, and works', () =>
    visiting('/tasks/', {}, async ({ page }) => {
      await page.evaluate(() => Object.assign(window, { sameDocument: true }))
      await page.locator('a[href="/react/"]').first().click()
      await page.waitForURL('**/react/')
      expect(await page.evaluate(() => 'sameDocument' in window)).toBe(false)
      await page.evaluate(() => Object.assign(window, { sameDocument: true }))
      await page.locator('nav a[href="/"]').first().click()
      await page.waitForURL((url) => url.pathname === '/')
      expect(await page.evaluate(() => 'sameDocument' in window)).toBe(false)
    }))

  test('only the page of the live React block may evaluate code', () =>
    visiting('/tasks/', {}, async ({ page }) => {
      const policies: Record<string, string> = {}
      for (const path of PAGES) {
        const html = await (await page.request.get(new URL(path, site.url).href)).text()
        policies[path] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? ''
        expect(policies[path], path).toContain("default-src 'none'")
      }
      const evaluating = Object.keys(policies).filter((path) => policies[path]?.includes("'unsafe-eval'"))
      expect(evaluating).toEqual(['/react/', '/zh-Hans/react/'])
    }))

  test('an address that does not exist says so, in the reader’s language', () =>
    visiting('/tasks/', {}, async ({ page, problems }) => {
      for (const [path, lang] of [
        ['/nowhere/', 'en'],
        ['/zh-Hans/nowhere/', 'zh-Hans'],
      ] as const) {
        const response = await page.goto(new URL(path, site.url).href)
        expect(response?.status()).toBe(404)
        expect(await page.getAttribute('html', 'lang')).toBe(lang)
        expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
      }
      // Chromium itself reports the status of a 404 in the console.
      problems.splice(0, problems.length, ...problems.filter((problem) => !problem.includes('status of 404')))
    }))
})
