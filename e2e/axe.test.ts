import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Playground, Site } from './site'

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
}

describe('a chapter, as axe sees it', () => {
  let site: Site
  let axe = ''

  beforeAll(async () => {
    site = await Site.open()
    axe = await readFile(axeFile, 'utf8')
  })
  afterAll(() => site.close())

  /** What is wrong with a part of the page as it stands: which rule, and where. */
  async function problemsOf(page: Page, part: string): Promise<string[]> {
    // Evaluated from outside the page, whose policy lets no such script in.
    await page.evaluate(axe)
    const { violations } = (await page.evaluate(`axe.run('${part}')`)) as { violations: Violation[] }
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}\n${failureSummary}`),
    )
  }

  const pages = [
    { path: '/tasks/', run: 'Run', stop: 'Stop' },
    { path: '/zh-Hans/tasks/', run: '运行', stop: '停止' },
  ].flatMap((given) => (['light', 'dark'] as const).map((colorScheme) => ({ ...given, colorScheme })))

  const places = [
    { path: '/tasks/#say-after-tasks~v1.AAAA', says: 'alert' },
    { path: '/playground/', says: 'status' },
    { path: '/zh-Hans/playground/', says: 'status' },
    { path: '/playground/#no-such-example', says: 'alert' },
  ].flatMap((given) => (['light', 'dark'] as const).map((colorScheme) => ({ ...given, colorScheme })))

  test.each(places)('$path is accessible in $colorScheme', async ({ path, says, colorScheme }) => {
    const { page, problems, close } = await site.visit(path, { colorScheme, reducedMotion: 'reduce' })
    await page.locator('html[data-has-hydrated=true]').waitFor()
    await page
      .getByRole('main')
      .getByRole(says as 'alert')
      .first()
      .waitFor()
    expect(await problemsOf(page, 'html')).toEqual([])
    expect(problems).toEqual([])
    await close()
  })

  test.each(pages)('the search over $path is accessible in $colorScheme, with and without results', async (given) => {
    const { page, problems, close } = await site.visit(given.path, { colorScheme: given.colorScheme })
    await page.locator('html[data-has-hydrated=true]').waitFor()
    await page.keyboard.press('Control+K')
    await page.locator('dialog [role=combobox]').waitFor()
    expect(await problemsOf(page, 'dialog'), 'empty').toEqual([])
    await page.locator('dialog [role=combobox]').fill('say_after')
    await page.locator('dialog [role=option]').first().waitFor()
    expect(await problemsOf(page, 'dialog'), 'with results').toEqual([])
    expect(problems).toEqual([])
    await close()
  })

  const reference = ['/reference/api/', '/reference/api/tasks/', '/zh-Hans/reference/api/tasks/'].flatMap((path) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ path, colorScheme })),
  )

  test.each(reference)('$path is accessible in $colorScheme', async ({ path, colorScheme }) => {
    const { page, problems, close } = await site.visit(path, { colorScheme, reducedMotion: 'reduce' })
    await page.locator('html[data-has-hydrated=true]').waitFor()
    expect(await problemsOf(page, 'html')).toEqual([])
    expect(problems).toEqual([])
    await close()
  })

  test.each(pages)('$path is accessible in $colorScheme, whatever a playground does', async (given) => {
    // What fades in has little contrast on its way.
    const options = { colorScheme: given.colorScheme, reducedMotion: 'reduce' } as const
    const { page, problems, close } = await site.visit(given.path, options)
    await page.locator('html[data-has-hydrated=true]').waitFor()
    expect(await problemsOf(page, 'html'), 'idle').toEqual([])

    const playground = new Playground(page, 'say-after-tasks')
    const part = 'section#say-after-tasks'
    await playground.root.locator('summary').last().click()
    await playground.focusEditor()
    expect(await problemsOf(page, part), 'editing').toEqual([])

    await playground.write("import { run, sleep } from 'asyncio-ts'\nconsole.log('on')\nawait run(sleep(3600))")
    await playground.button(given.run).click()
    await playground.log.getByText('on').waitFor()
    expect(await problemsOf(page, part), 'running').toEqual([])

    await playground.button(given.stop).click()
    await playground.button(given.run).waitFor()
    expect(await problemsOf(page, part), 'stopped').toEqual([])

    await playground.write("function inner() {\n  throw new RangeError('too far')\n}\ninner()")
    await playground.button(given.run).click()
    await playground.root.getByRole('alert').waitFor()
    expect(await problemsOf(page, part), 'failed').toEqual([])

    await playground.root.getByRole('tab', { name: 'Python' }).click()
    expect(await problemsOf(page, part), 'in Python').toEqual([])
    expect(problems).toEqual([])
    await close()
  })
})
