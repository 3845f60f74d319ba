import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Playground, Site } from './site'

describe('a playground under the reader’s hands', () => {
  let site: Site

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())

  test('gives each button room for a finger', async () => {
    const { page, close } = await site.visit('/tasks/', { viewport: { width: 375, height: 700 }, hasTouch: true })
    const playground = new Playground(page, 'say-after-tasks')
    // The tools show once they work.
    await playground.button('Run').waitFor()
    const buttons = await playground.root.getByRole('button').filter({ visible: true }).all()
    expect(buttons.length).toBeGreaterThan(2)
    for (const button of buttons) {
      const box = await button.boundingBox()
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), await button.innerText()).toBeGreaterThanOrEqual(24)
    }
    await close()
  })

  test.each([320, 375, 1280])('says at %i px how to leave the editor, and covers nothing', async (width) => {
    const { page, close } = await site.visit('/tasks/', { viewport: { width, height: 700 } })
    const playground = new Playground(page, 'say-after-tasks')
    await playground.focusEditor()
    const hint = await playground.root.getByText('Esc, then Tab').boundingBox()
    const first = await playground.editor.locator('.cm-line').first().boundingBox()
    if (!hint || !first) throw new Error('expected a hint and a first line')
    expect(hint.y + hint.height).toBeLessThanOrEqual(first.y)
    expect(hint.x).toBeGreaterThan(0)
    expect(hint.x + hint.width).toBeLessThan(width)
    await close()
  })

  test('keeps a click that comes before its code has loaded', async () => {
    const { page, problems, close } = await site.visit('/tasks/')
    await page.route('**/*.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 200))
      await route.continue()
    })
    const playground = new Playground(page, 'say-after-tasks')
    await playground.button('Run').click()
    await playground.log.getByText('started at 17:14:32').waitFor()
    await playground.ended(/finished/i)
    expect(problems).toEqual([])
    await close()
  })

  test('remembers the choice of language over the pages', async () => {
    const { page, problems, close } = await site.visit('/tasks/')
    const { root } = new Playground(page, 'say-after')
    await root.getByRole('tab', { name: 'Python' }).click()
    await root.getByRole('tab', { name: 'Python', selected: true }).waitFor()
    await page.goto(new URL('/generators/', site.url).href)
    await page.getByRole('tab', { name: 'Python', selected: true }).first().waitFor()
    expect(problems).toEqual([])
    await close()
  })

  test('runs two playgrounds of a page independently', async () => {
    const { page, problems, close } = await site.visit('/tasks/')
    const first = new Playground(page, 'say-after')
    const second = new Playground(page, 'say-after-tasks')
    await first.button('Run').click()
    await first.log.getByText('started at').waitFor()
    await second.speed('instant')
    await second.run()
    expect(await second.texts()).toContain('finished at 17:14:34')
    await first.ended(/finished/i)
    expect(await first.texts()).toEqual(['started at 17:13:52', 'hello', 'world', 'finished at 17:13:55'])
    expect(problems).toEqual([])
    await close()
  })

  test('ends its run when the reader goes to another page, and works after the back button', async () => {
    const { page, problems, close } = await site.visit('/tasks/')
    const playground = new Playground(page, 'say-after')
    await playground.button('Run').click()
    await playground.log.getByText('started at').waitFor()
    await page.locator('a[href="/generators/"]').first().click()
    await page.waitForURL('**/generators/')
    await page.goBack()
    await page.waitForURL('**/tasks/')
    await playground.speed('instant')
    await playground.run()
    expect(await playground.texts()).toContain('finished at 17:13:55')
    expect(problems).toEqual([])
    await close()
  })
})
