import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { awake, Site, type Visit } from './site'

/** More stops of the Tab key than any page has. */
const MANY = 600

interface Stop {
  readonly what: string
  /** What is wrong with it: its focus does not show, it is out of sight or under something else, it has no name. */
  readonly problems: readonly string[]
}

describe('by keyboard alone', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())
  afterEach(() => visit?.close())

  async function open(path: string): Promise<Page> {
    visit = await site.visit(path)
    await awake(visit.page)
    return visit.page
  }

  test.each(['/', '/zh-Hans/', '/tasks/', '/zh-Hans/tasks/', '/playground/', '/your-copy/', '/reference/glossary/'])(
    '%s: each stop of Tab shows where it is, in sight, with a name, and leads on to the end',
    async (path) => {
      const page = await open(path)
      const stops: Stop[] = []
      for (;;) {
        await page.keyboard.press('Tab')
        const stop = await page.evaluate(lookAtFocus)
        if (stop === null) break
        stops.push(stop)
        expect(stops.length, 'no end').toBeLessThan(MANY)
        // The editor keeps Tab for itself until Escape is pressed, as its hint says.
        if (stop.what.startsWith('editor')) await page.keyboard.press('Escape')
      }
      expect(stops.length).toBeGreaterThan(8)
      expect(stops.filter(({ problems }) => problems.length > 0)).toEqual([])
    },
  )

  test.each(['/tasks/', '/zh-Hans/tasks/'])('the first stop of %s skips what all pages have', async (path) => {
    const page = await open(path)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
  })
})

/** What has the focus, and what is wrong with it; null when it is the page itself. */
function lookAtFocus(): Stop | null {
  const at = document.activeElement
  if (!(at instanceof HTMLElement) || at === document.body) return null
  const editor = at.closest('.cm-editor')
  const label = at.getAttribute('aria-label') ?? at.textContent?.trim() ?? ''
  const what = `${editor ? 'editor' : at.tagName.toLowerCase()} ${label.slice(0, 40)}`
  const problems: string[] = []
  const shows = (element: Element | null, pseudo?: string) => {
    if (element === null) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element, pseudo)
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none'
  }
  if (!shows(editor ?? at) && !shows(at, '::after') && !shows(at.parentElement))
    problems.push('its focus does not show')
  if (label === '' && at.getAttribute('aria-labelledby') === null && at.getAttribute('title') === null) {
    const input = at as HTMLInputElement
    if ((input.labels?.length ?? 0) === 0) problems.push('it has no name')
  }
  const { left, top, right, bottom } = at.getClientRects()[0] ?? at.getBoundingClientRect()
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2
  const over = document.elementFromPoint(x, y)
  const seen = over !== null && (at.contains(over) || over.contains(at))
  if (right <= left || bottom <= top) problems.push('it has no size')
  else if (top >= innerHeight || bottom <= 0) problems.push('it is out of sight')
  else if (!seen) problems.push(`it is under ${over?.tagName.toLowerCase()} ${over?.className}`)
  return { what, problems }
}
