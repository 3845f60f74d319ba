/** The views of a run, as a reader uses them: to step, to ask why, to compare, to keep. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { awake, Playground, Site } from './site'

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const VIEWS = ['timeline', 'loop', 'handoff', 'source'] as const

let site: Site
beforeAll(async () => {
  site = await Site.open()
})
afterAll(() => site.close())

interface Open {
  readonly page: Page
  readonly playground: Playground
  readonly slider: Locator
  readonly picture: Locator
  readonly problems: string[]
  said(): Promise<string>
  at(): Promise<number>
  close(): Promise<void>
}

async function open(path: string, id: string, options: BrowserContextOptions = {}): Promise<Open> {
  const { page, problems, close } = await site.visit(path, options)
  await awake(page)
  const playground = new Playground(page, id)
  const slider = playground.root.getByRole('slider')
  return {
    ...{ page, playground, slider, problems, close },
    picture: playground.root.locator('[data-stage] .view-frame'),
    said: async () => (await slider.getAttribute('aria-valuetext')) ?? '',
    at: async () => Number(await slider.inputValue()),
  }
}

test('a run is stepped through by key, by button and by hand, plays, and says why', async () => {
  const { page, playground, slider, picture, problems, said, at, close } = await open('/tasks/', 'say-after-tasks')
  await playground.button('Step through this run').press('Enter')
  await slider.waitFor()
  expect(await slider.evaluate((it) => it === document.activeElement)).toBe(true)
  expect(await at()).toBe(0)
  await page.keyboard.press('ArrowRight')
  expect(await at()).toBe(1)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('PageDown')
  expect(await said()).toContain('turn 1 of the loop begins')
  await page.keyboard.press('PageDown')
  expect(await said()).toContain('turn 2 of the loop begins')
  await page.keyboard.press('PageUp')
  expect(await said()).toContain('turn 1 of the loop begins')
  await page.keyboard.press('Home')
  expect(await said()).toContain('before everything')
  expect(await playground.log.locator('[data-yet]').count()).toBe(4)

  const by = playground.root.getByLabel('Step by')
  await by.selectOption('print')
  await playground.button('Forward').click()
  expect(await said()).toContain('prints “started')
  await playground.button('Forward').click()
  expect(await said()).toContain('prints “hello”')
  expect(await playground.log.locator('[data-yet]').count()).toBe(2)
  await playground.button('Back').click()
  expect(await said()).toContain('prints “started')
  await by.selectOption('turn')
  await playground.button('Forward').click()
  expect(await said()).toContain('turn 2 of the loop begins')
  await by.selectOption('print')
  await playground.button('Forward').click()
  await by.selectOption('task')
  const who = (await said()).replace(/^[^:]*: /, '').split(' ')[0] as string
  await playground.button('Forward').click()
  expect(await said()).toContain(who)

  // By hand: a drag over the picture, to its middle and back to its beginning.
  await picture.evaluate((it) => it.scrollIntoView({ block: 'center', behavior: 'instant' }))
  const box = await picture.boundingBox()
  if (box === null) throw new Error('expected a picture')
  await page.mouse.move(box.x + box.width * 0.3, box.y + 12)
  await page.mouse.down()
  const from = await at()
  await page.mouse.move(box.x + box.width * 0.7, box.y + 12, { steps: 4 })
  const middle = await at()
  await page.mouse.move(box.x + box.width - 30, box.y + 12, { steps: 4 })
  await page.mouse.up()
  expect(middle).not.toBe(from)
  expect(await at()).toBeGreaterThan(middle)

  // From the end it plays from the start.
  await slider.press('End')
  await by.selectOption('turn')
  await playground.root.getByLabel('Speed of playing').selectOption('8')
  await playground.button('Play').click()
  await playground.root.locator('input[type=range][aria-valuetext*="turn 2"]').waitFor()
  await playground.button('Pause').click()
  const paused = await at()
  await playground.button('Play').click()
  await playground.button('Play').waitFor()
  expect(await at()).toBeGreaterThan(paused)

  // Why is world printed after hello?
  await playground.log.getByRole('listitem').filter({ hasText: 'world' }).getByRole('button').click()
  expect(await said()).toContain('prints “world”')
  // In the program above, the line that prints it is marked.
  expect(await playground.root.locator('[data-here]').getAttribute('data-here')).toBe('15')
  await playground.button('Why now?').click()
  const reasons = playground.root.getByRole('list').filter({ hasText: 'the timer' })
  expect(await reasons.getByRole('button').allTextContents()).toEqual(
    expect.arrayContaining([expect.stringContaining('the timer of sleep fires')]),
  )
  const reason = reasons.getByRole('button', { name: 'the timer of sleep fires' }).first()
  await reason.press('Enter')
  expect(await said()).toContain('the timer of sleep fires')
  expect(await reason.evaluate((it) => it === document.activeElement && it.ariaCurrent)).toBe('step')
  await reason.press('Escape')
  const why = playground.button('Why now?')
  expect(await why.evaluate((it) => [it === document.activeElement, it.ariaExpanded])).toEqual([true, 'false'])
  const there = await at()

  // The place in the run is part of the address.
  await playground.button('Share').click()
  await page.waitForURL(new RegExp(`#say-after-tasks~v1\\..*~${there}$`))
  const link = page.url()
  await page.goto('about:blank')
  await page.goto(link)
  await slider.waitFor()
  expect(await at()).toBe(there)
  expect(problems).toEqual([])
  await close()
})

test('a changed program stands beside the original, as picture and as text, in 320 pixels', async () => {
  const { page, playground, picture, problems, close } = await open('/zh-Hans/tasks/', 'say-after-tasks', {
    viewport: { width: 320, height: 800 },
  })
  const code = await playground.root.locator('pre code').first().innerText()
  await playground.write(code.replaceAll(/sayAfter\(2/g, 'sayAfter(5'))
  await page.keyboard.press('Control+Enter')
  await playground.ended(/结束|finished|完成/)
  const beside = playground.root.getByLabel('对照')
  await beside.locator('option', { hasText: '原来的程序' }).waitFor({ state: 'attached' })
  // By keyboard alone, from the tabs on.
  const tab = (view: string) => playground.root.locator(`[role=tab][data-view=${view}]`)
  await tab('timeline').focus()
  for (let press = 0; press < 4 && !(await beside.evaluate((it) => it === document.activeElement)); press += 1)
    await page.keyboard.press('Tab')
  expect(await beside.inputValue()).toBe('fence')
  await page.keyboard.press('ArrowDown')
  expect(await beside.inputValue()).toBe('original')
  // It stays chosen while something else is looked at.
  await tab('timeline').focus()
  await page.keyboard.press('ArrowLeft')
  await playground.root.locator('[data-stage]').waitFor({ state: 'detached' })
  await page.keyboard.press('ArrowRight')
  expect(await beside.inputValue()).toBe('original')
  const titles = picture.locator('p')
  expect(await titles.allTextContents()).toEqual([
    expect.stringMatching(/^这次运行：5\s秒$/),
    expect.stringMatching(/^原来的程序：2\s秒$/),
  ])
  expect(await picture.locator('[data-view=timeline]').count()).toBe(2)
  await playground.root.locator('[data-stage] summary').click()
  expect(await playground.root.getByRole('table').count()).toBe(2)
  const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
  expect(fits, 'nothing is wider than the window').toBe(true)
  expect(problems).toEqual([])
  await close()
})

test('a view is saved as a picture that stands for itself, and a run as data', async () => {
  const { page, playground, slider, problems, close } = await open('/tasks/', 'say-after-tasks')
  await playground.button('Step through this run').click()
  await slider.waitFor()
  await playground.root.locator('[data-stage] summary').click()
  const saved = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), playground.button(name).click()])
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
  }
  const svg = await saved('Save as SVG')
  expect(svg.name).toBe('say-after-tasks-timeline.svg')
  expect(svg.text).toContain('sleep 2')
  expect(svg.text).toContain('--c-task-1:#')
  // Both runs, as in the page, and well-formed.
  const titles = await page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml')
    if (root.querySelector('parsererror')) return ['not well-formed']
    return [...root.querySelectorAll('.view-caption')].map(({ textContent }) => textContent)
  }, svg.text)
  expect(titles).toEqual([expect.stringMatching(/^This run: 2/), expect.stringMatching(/in sequence: 3/)])
  const json = await saved('Save as JSON')
  expect(json.name).toBe('say-after-tasks.json')
  const run = JSON.parse(json.text)
  expect(run.id).toBe('say-after-tasks')
  expect(run.events.length).toBe(Number(await slider.getAttribute('max')) + 1)
  expect(
    run.events.filter(({ kind }: { kind: string }) => kind === 'print').map(({ text }: { text: string }) => text),
  ).toEqual(await playground.texts())
  expect(run.beside.events.at(-1).t).toBe(3)
  expect(run.events.some(({ kind }: { kind: string }) => kind === 'truncated')).toBe(false)

  // Of ten thousand tasks a hundred are recorded, and every view says so before anything is opened.
  const many = new Playground(page, 'ten-thousand')
  for (const view of VIEWS) {
    await many.root.locator(`[role=tab][data-view=${view}]`).click()
    await many.root.locator(`[data-stage=${view}]`).waitFor()
    await many.root.getByRole('slider').fill('0')
    const notice = many.root.getByText(/^Cut here: \d+ events more are not recorded \(too many tasks\)/)
    expect(await notice.first().isVisible(), view).toBe(true)
  }
  await many.root.locator('[data-stage] summary').click()
  const [download] = await Promise.all([page.waitForEvent('download'), many.button('Save as JSON').click()])
  const cut = JSON.parse(await readFile(await download.path(), 'utf8')).events.at(-1)
  expect(cut).toMatchObject({ kind: 'truncated', why: 'tasks' })
  expect(cut.dropped).toBeGreaterThan(100_000)
  expect(problems).toEqual([])
  await close()
})

test('a value is seen going over, unless less motion is wanted; nothing plays then', async () => {
  const running = (root: Locator) =>
    root.evaluate((it) => it.getAnimations({ subtree: true }).filter((each) => 'animationName' in each).length)
  const { page, playground, slider, problems, close } = await open('/send/', 'echo')
  await playground.button('Step through this run').click()
  await slider.waitFor()
  // A tenth as fast, so that it is still on its way when a busy machine looks.
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Animation.enable')
  await cdp.send('Animation.setPlaybackRate', { playbackRate: 0.1 })
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await page.emulateMedia({ reducedMotion })
    await slider.fill('0')
    const counts: number[] = []
    for (let step = 0; step < 8; step += 1) {
      await playground.button('Forward').click()
      counts.push(await running(playground.root.locator('[data-stage]')))
    }
    expect(Math.max(...counts), reducedMotion).toBe(reducedMotion === 'reduce' ? 0 : 1)
    expect(await playground.button('Play').count()).toBe(reducedMotion === 'reduce' ? 0 : 1)
  }
  expect(problems).toEqual([])
  await close()
})

describe.each([
  ['/tasks/', 'say-after-tasks', 'light', 'none'],
  ['/zh-Hans/locks/', 'semaphore', 'dark', 'none'],
  ['/locks/', 'semaphore', 'light', 'active'],
] as const)('each view of %s#%s, %s, forced colours %s', (path, id, colorScheme, forcedColors) => {
  test('is accessible, and fits 320 pixels', async () => {
    const options = { colorScheme, forcedColors, reducedMotion: 'reduce' } as const
    const { page, playground, slider, problems, close } = await open(path, id, options)
    await playground.root.getByRole('tablist').last().locator('[data-view=timeline]').click()
    const axe = await readFile(axeFile, 'utf8')
    await page.evaluate(axe)
    await playground.root.locator('button', { hasText: /^(Step through this run|一步步看这次运行)$/ }).click()
    await slider.waitFor()
    await playground.root.locator('[data-stage] summary').click()
    const show = async (view: string) => {
      await playground.root.locator(`[role=tab][data-view=${view}]`).click()
      await playground.root.locator(`[data-stage=${view}] [data-view=${view}]`).first().waitFor()
    }
    for (const view of VIEWS) {
      await show(view)
      expect(await playground.root.getByRole('table').locator('tbody tr').count(), view).toBeGreaterThan(2)
      // What is drawn in forced colours is the browser's affair: axe reckons with those of the page.
      if (forcedColors === 'none') {
        // What is around the views is the same for each.
        const part = view === VIEWS[0] ? '' : ' [role=tabpanel]'
        const found = (await page.evaluate(`axe.run('section#${id}${part}', { resultTypes: ['violations'] })`)) as {
          violations: { id: string; nodes: { target: string[] }[] }[]
        }
        expect(
          found.violations.map((each) => `${each.id}: ${each.nodes[0]?.target}`),
          view,
        ).toEqual([])
      } else expect(await paints(playground), view).toEqual({ marks: true, text: true })
    }
    // Each change of the width lays out a whole chapter: one is enough.
    await page.setViewportSize({ width: 320, height: 800 })
    for (const view of VIEWS) {
      await show(view)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view).toBe(true)
    }
    expect(problems).toEqual([])
    await close()
  })
})

/** Whether marks and text of a picture differ from what is behind them. */
function paints({ root }: Playground): Promise<{ marks: boolean; text: boolean }> {
  return root.locator('[data-stage]').evaluate((stage) => {
    const paper = getComputedStyle(document.body).backgroundColor
    const differs = (selector: string, ...names: ('fill' | 'stroke')[]) => {
      const found = [...stage.querySelectorAll(selector)]
      return (
        found.length > 0 &&
        found.every((each) => names.some((name) => ![paper, 'none'].includes(getComputedStyle(each)[name])))
      )
    }
    return {
      marks: differs('.view-run, .view-pip, .view-tip, .view-mark, .view-chip rect', 'fill', 'stroke'),
      text: differs('svg text', 'fill'),
    }
  })
}
