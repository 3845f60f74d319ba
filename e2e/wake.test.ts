import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Playground, Site, type Visit } from './site'

describe('a page that nobody has touched yet', () => {
  let site: Site

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())

  async function untouched(path: string, act: (visit: Visit) => Promise<void>, options: BrowserContextOptions = {}) {
    const visit = await site.visit(path, options)
    try {
      await visit.page.waitForLoadState('networkidle')
      expect(await visit.page.getAttribute('html', 'data-has-hydrated')).toBe('false')
      await act(visit)
      expect(visit.problems).toEqual([])
    } finally {
      await visit.close()
    }
  }

  test('runs a program at the first click', () =>
    untouched('/tasks/', async ({ page }) => {
      const playground = new Playground(page, 'say-after')
      // No pointer comes over the page before it.
      await playground.button('Run').evaluate((button: HTMLElement) => {
        button.click()
        button.click()
      })
      await playground.speed('instant')
      await playground.ended(/finished/i)
      expect(await playground.button('Run').getAttribute('aria-busy')).toBeNull()
    }))

  test('a click while the page is made to work is done once', () =>
    untouched('/tasks/', async ({ page }) => {
      const playground = new Playground(page, 'say-after')
      await playground.button('Run').evaluate((button: HTMLElement) => {
        dispatchEvent(new Event('scroll'))
        const root = document.getElementById('__docusaurus') as HTMLElement
        // React's own listeners come first, its handlers later.
        const timer = setInterval(() => {
          if (!Object.keys(root).some((key) => key.startsWith('_react'))) return
          clearInterval(timer)
          button.dataset.clickedAt = String(document.documentElement.dataset.hasHydrated)
          button.click()
        }, 0)
      })
      await playground.speed('instant')
      await playground.ended(/finished/i)
      expect(await playground.root.locator('[data-clicked-at]').getAttribute('data-clicked-at')).toBe('false')
    }))

  test('runs a program at the first tap', () =>
    untouched(
      '/zh-Hans/tasks/',
      async ({ page }) => {
        const playground = new Playground(page, 'say-after')
        await playground.button('运行').tap()
        await playground.button('停止').waitFor()
      },
      { hasTouch: true, isMobile: true, viewport: { width: 375, height: 667 } },
    ))

  test('becomes an editor at the first click into a program, at that place', () =>
    untouched('/tasks/', async ({ page }) => {
      const playground = new Playground(page, 'say-after')
      await playground.root
        .locator('pre')
        .first()
        .click({ position: { x: 60, y: 12 } })
      await playground.editor.waitFor()
      await page.keyboard.insertText('/*here*/')
      expect(await playground.editor.locator('.cm-line').first().textContent()).toContain('/*here*/')
    }))

  test.each(['/', 'Control+K'])('opens the search at %s, which is not typed', (key) =>
    untouched('/tasks/', async ({ page }) => {
      await page.keyboard.press(key)
      expect(await page.getByRole('dialog').getByRole('combobox').inputValue()).toBe('')
    }),
  )

  test('hears where the pointer is already: a playground below it gets ready', () =>
    untouched('/tasks/', async ({ page }) => {
      await new Playground(page, 'say-after').button('Run').hover()
      // The sandbox's frame.
      await expect.poll(() => page.frames().length).toBe(2)
    }))

  test('is used by keyboard alone', () =>
    untouched('/tasks/', async ({ page }) => {
      const playground = new Playground(page, 'say-after')
      await playground.button('Run').focus()
      await page.keyboard.press('Enter')
      await playground.button('Stop').waitFor()
    }))

  test('follows a link as any page does, and opens what needs no script once', () =>
    untouched('/tasks/', async ({ page }) => {
      const details = page.locator('article details').first()
      await details.locator('summary').evaluate((summary: HTMLElement) => summary.click())
      expect(await details.evaluate((element: HTMLDetailsElement) => element.open)).toBe(true)
      await page.locator('html[data-has-hydrated=true]').waitFor()
      expect(await details.evaluate((element: HTMLDetailsElement) => element.open)).toBe(true)
    }))

  test('a click while there is no network is done when there is one and somebody moves', () =>
    untouched('/tasks/', async ({ page, problems }) => {
      const playground = new Playground(page, 'say-after')
      await page.context().setOffline(true)
      await playground.button('Run').click()
      await expect.poll(() => problems.length).toBeGreaterThan(0)
      expect(problems.every((problem) => problem.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true)
      problems.length = 0
      await page.context().setOffline(false)
      await page.mouse.move(10, 10)
      await playground.button('Stop').waitFor()
    }))

  test('shows what this reader keeps without being touched', async () => {
    const { page, close } = await site.visit('/tasks/')
    try {
      await new Playground(page, 'say-after').write('console.log("mine")')
      const kept = () => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('playground.kept')))
      await expect.poll(kept).toBe(true)
      await page.reload()
      await new Playground(page, 'say-after').root.getByText('"mine"').first().waitFor()
    } finally {
      await close()
    }
  })
})
