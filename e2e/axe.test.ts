import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readSitePages } from '../src/remark/playground/site-pages'
import { awake, Playground, Site, type Visit } from './site'

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const root = fileURLToPath(new URL('..', import.meta.url))

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
}

type Theme = 'light' | 'dark'
type Language = 'en' | 'zh-Hans'

const THEMES: readonly Theme[] = ['light', 'dark']
const WORDS = {
  en: { run: 'Run', stop: 'Stop', ask: 'Just show me' },
  'zh-Hans': { run: '运行', stop: '停止', ask: '直接看结果' },
}

/*
 * Contrast is what takes axe its time: seconds where a page has thousands of coloured words. Colours come from one place,
 * though, so each page is looked at by all other rules, and colours on a page of each kind, and where a playground goes
 * through all of its states, in both themes. One page of the browser a language serves for all.
 */
describe('as axe sees it', () => {
  let site: Site
  let axe = ''
  const visits = new Map<Language, Visit>()

  beforeAll(async () => {
    site = await Site.open()
    axe = await readFile(axeFile, 'utf8')
    // What fades in has little contrast on its way.
    for (const language of ['en', 'zh-Hans'] as const) {
      visits.set(language, await site.visit(language === 'en' ? '/' : '/zh-Hans/', { reducedMotion: 'reduce' }))
    }
  })
  afterAll(() => site.close())
  beforeEach(() => {
    for (const { problems } of visits.values()) problems.length = 0
  })
  afterEach(() => {
    for (const { problems } of visits.values()) expect(problems).toEqual([])
  })

  const languageOf = (path: string): Language => (path.startsWith('/zh-Hans/') ? 'zh-Hans' : 'en')
  const pageOf = (path: string) => (visits.get(languageOf(path)) as Visit).page

  /** A page that nothing is left on of the one before; its hash may be all that is other. */
  async function goTo(path: string, colorScheme: Theme) {
    const page = pageOf(path)
    await page.goto('about:blank')
    await page.emulateMedia({ colorScheme })
    await page.goto(new URL(path, site.url).href)
    await awake(page)
    // Evaluated from outside the page, whose policy lets no such script in.
    await page.evaluate(axe)
    return page
  }

  /** What is wrong with a part of the page as it stands: which rule, and where. */
  async function problemsOf(path: string, part: object, options: object = {}): Promise<string[]> {
    const given = [part, { ...options, resultTypes: ['violations'] }].map((each) => JSON.stringify(each))
    const { violations } = (await pageOf(path).evaluate(`axe.run(${given})`)) as { violations: Violation[] }
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}\n${failureSummary}`),
    )
  }

  /** By all rules but contrast, which the coloured words of programs have nothing to do with: they become plain ones. */
  async function problemsOfPage(path: string): Promise<string[]> {
    await pageOf(path).evaluate(() => {
      for (const code of document.querySelectorAll('pre code')) code.replaceChildren(code.textContent ?? '')
    })
    return problemsOf(path, { include: ['html'] }, { rules: { 'color-contrast': { enabled: false } } })
  }

  // Each in the one language or the other, light or dark, by turns.
  const chapters = (['en', 'zh-Hans'] as const).map((language) =>
    readSitePages(root, language).filter(({ examples }) => examples.length > 0),
  )
  const english = chapters[0] ?? []
  const byTurns = english.map(({ path }, index) => {
    const turned = chapters[index % 2]?.find((each) => each.path.replace('/zh-Hans', '') === path)
    return { path: turned?.path ?? path, theme: THEMES[(index >> 1) % 2] as Theme }
  })
  const pages = [
    ...byTurns,
    { path: '/playground/', theme: 'light' as const },
    { path: '/zh-Hans/playground/', theme: 'dark' as const },
    { path: '/reference/api/', theme: 'light' as const },
    { path: '/zh-Hans/reference/api/tasks/', theme: 'dark' as const },
  ]

  test.each(pages)('$path is accessible when nobody has touched it, in $theme', async ({ path, theme }) => {
    await goTo(path, theme)
    expect(await problemsOfPage(path)).toEqual([])
  })

  test.each([
    { path: '/', theme: 'dark' as const },
    { path: '/zh-Hans/tasks/', theme: 'light' as const },
    { path: '/reference/api/tasks/', theme: 'dark' as const },
  ])('$path has contrast everywhere in $theme', async ({ path, theme }) => {
    await goTo(path, theme)
    expect(await problemsOf(path, { include: ['html'] }, { runOnly: ['color-contrast'] })).toEqual([])
  })

  const places = [
    { path: '/tasks/#say-after-tasks~v1.AAAA', theme: 'light' as const },
    { path: '/playground/#no-such-example', theme: 'dark' as const },
  ]

  test.each(places)('$path, which leads nowhere, says so accessibly in $theme', async ({ path, theme }) => {
    const page = await goTo(path, theme)
    await page.getByRole('main').getByRole('alert').first().waitFor()
    expect(await problemsOf(path, { include: ['main'], exclude: ['pre code'] })).toEqual([])
  })

  /** A part of the page in both themes and in the system's own colours, and nothing else of it changes. */
  async function expectAccessible(path: string, part: string, state: string): Promise<void> {
    const contrast = { runOnly: ['color-contrast'] }
    await pageOf(path).emulateMedia({ forcedColors: 'active' })
    expect(await problemsOf(path, { include: [part] }, contrast), `${state}, forced colours`).toEqual([])
    await pageOf(path).emulateMedia({ forcedColors: 'none' })
    for (const colorScheme of THEMES) {
      await pageOf(path).emulateMedia({ colorScheme })
      await pageOf(path).locator(`html[data-theme=${colorScheme}]`).waitFor()
      const options = colorScheme === 'light' ? {} : contrast
      expect(await problemsOf(path, { include: [part] }, options), `${state}, ${colorScheme}`).toEqual([])
    }
  }

  test.each(['/tasks/', '/zh-Hans/tasks/'])(
    'the search over %s is accessible, with and without results',
    async (path) => {
      const page = await goTo(path, 'light')
      await page.keyboard.press('Control+K')
      await page.locator('dialog [role=combobox]').waitFor()
      await expectAccessible(path, 'dialog', 'empty')
      await page.locator('dialog [role=combobox]').fill('say_after')
      await page.locator('dialog [role=option]').first().waitFor()
      await expectAccessible(path, 'dialog', 'with results')
    },
  )

  // They differ in what stands around the program: a comparison, a question, a list of all examples.
  const kinds = [
    { path: '/tasks/', id: 'say-after-tasks' },
    { path: '/zh-Hans/send/', id: 'two-halves' },
    { path: '/playground/', id: 'scratch' },
  ]

  test.each(kinds)(
    '$id on $path is accessible, whatever it does',
    async ({ path, id }) => {
      const page = await goTo(path, 'light')
      const { run, stop, ask } = WORDS[languageOf(path)]
      const playground = new Playground(page, id)
      const part = `section#${id}`
      const shows = (state: string) => expectAccessible(path, part, state)
      await playground.root.waitFor()
      await shows('idle')
      if ((await playground.button(ask).count()) > 0) await playground.button(ask).click()

      await playground.focusEditor()
      await shows('editing')

      await playground.write("import { run, sleep } from 'asyncio-ts'\nconsole.log('on')\nawait run(sleep(3600))")
      await playground.button(run).click()
      await playground.log.getByText('on', { exact: true }).waitFor()
      await shows('running')

      await playground.button(stop).click()
      await playground.button(run).waitFor()
      await shows('stopped')

      await playground.write("function inner() {\n  throw new RangeError('too far')\n}\ninner()")
      await playground.button(run).click()
      await playground.root.getByRole('alert').waitFor()
      await shows('failed')

      const python = playground.root.getByRole('tab', { name: 'Python' })
      if ((await python.count()) === 0) return
      await python.click()
      await shows('in Python')
      // The choice is remembered over the site.
      await playground.root.getByRole('tab', { name: 'TypeScript' }).click()
      // Two looks by axe in each of six states: a busy machine may take its time.
    },
    240_000,
  )
})
