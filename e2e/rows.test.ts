import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HandName, handOf } from './hands'
import { awake, Playground, Site, type Visit } from './site'

const ENGLISH = {
  path: '/tasks/',
  run: 'Run',
  stop: 'Stop',
  reset: 'Reset',
  undo: 'Undo',
  copy: 'Copy',
  share: 'Share',
  open: 'Open',
  recorded: 'recorded',
  finished: 'finished',
  stopped: 'stopped by you',
  invalid: 'not started',
  same: 'same as recorded',
  differs: 'line 1 differs',
  edited: 'edited',
  copied: 'code copied',
  linkCopied: 'link copied',
  pause: 'Pause reading the output aloud',
}
const CHINESE: typeof ENGLISH = {
  path: '/zh-Hans/tasks/',
  run: '运行',
  stop: '停止',
  reset: '重置',
  undo: '撤销',
  copy: '复制',
  share: '分享',
  open: '打开',
  recorded: '预先录制',
  finished: '运行结束',
  stopped: '已手动停止',
  invalid: '未启动',
  same: '与录制的输出一致',
  differs: '第1行与录制的不同',
  edited: '已修改',
  copied: '代码已复制',
  linkCopied: '链接已复制',
  pause: '暂停朗读输出',
}

const WIDE = { width: 1280, height: 900 }
/** What a window of 1280 px has room for at 200 %, and a phone. */
const ZOOMED = { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }
const NARROW = { viewport: { width: 320, height: 640 } }

type Options = NonNullable<Parameters<Site['visit']>[1]>

// Each language by each hand; each colours, width and motion with both languages.
const readers: readonly { words: typeof ENGLISH; hand: HandName; how: string; options: Options }[] = [
  { words: ENGLISH, hand: 'mouse', how: 'light, 1280 px', options: { colorScheme: 'light', viewport: WIDE } },
  { words: CHINESE, hand: 'mouse', how: 'forced colours, 200 %', options: { forcedColors: 'active', ...ZOOMED } },
  { words: ENGLISH, hand: 'keys', how: 'forced colours, 1280 px', options: { forcedColors: 'active', viewport: WIDE } },
  {
    words: CHINESE,
    hand: 'keys',
    how: 'light, 320 px, still',
    options: { colorScheme: 'light', reducedMotion: 'reduce', ...NARROW },
  },
  {
    words: ENGLISH,
    hand: 'touch',
    how: 'dark, 320 px, still',
    options: { colorScheme: 'dark', reducedMotion: 'reduce', hasTouch: true, isMobile: true, ...NARROW },
  },
  {
    words: CHINESE,
    hand: 'touch',
    how: 'dark, 200 %',
    options: { colorScheme: 'dark', hasTouch: true, isMobile: true, ...ZOOMED },
  },
]

const VALUES = "console.log('mine', 6 * 7, [1, 'two'])\nconsole.log('tree', { part: ['leaf'] })"
const ENDLESS = "console.log('spinning')\nwhile (true) await new Promise((go) => setTimeout(go, 1000))"
const THROWS = "function inner() {\n  throw new RangeError('too far')\n}\ninner()"

describe('what a reader can do', () => {
  let site: Site

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())

  test.each(readers)('$words.path by $hand, $how', async ({ words, hand: name, options }) => {
    const visit = await site.visit(words.path, { permissions: ['clipboard-read', 'clipboard-write'], ...options })
    try {
      await journey(visit, words, name, options.reducedMotion === 'reduce')
      expect(visit.problems).toEqual([])
    } finally {
      await visit.close()
    }
  })

  async function journey({ page }: Visit, words: typeof ENGLISH, name: HandName, still: boolean): Promise<void> {
    await awake(page)
    const tasks = new Playground(page, 'say-after-tasks')
    const hand = handOf(name, page, tasks.root)
    const clock = tasks.root.getByRole('toolbar').getByRole('combobox')
    const code = async () => (await tasks.editor.locator('.cm-line').allTextContents()).join('\n').trimEnd()
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
    const write = async (program: string) => {
      await hand.enter(tasks.editor)
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(program)
    }
    /** In whatever state: nothing sticks out, and nothing moves for who wants it still. */
    const fits = async (state: string) => {
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(over, `${state}: sticks out`).toBeLessThanOrEqual(0)
      if (still) expect(await page.evaluate(() => document.getAnimations().length), `${state}: moves`).toBe(0)
    }

    // Read: the program, and what it printed when it was recorded.
    const original = await tasks.root.getByRole('group', { name: 'TypeScript' }).textContent()
    const recorded = await tasks.texts()
    expect(recorded).toContain('finished at 17:14:34')
    await tasks.ended(new RegExp(words.recorded))
    // Nothing has started by itself.
    expect(page.frames()).toHaveLength(1)
    await fits('idle')

    // Run, with the clock changed on the way; compare.
    await hand.press(tasks.button(words.run))
    await tasks.button(words.stop).waitFor()
    await hand.choose(clock, 3)
    await tasks.ended(new RegExp(words.finished))
    await tasks.ended(/2\.00.* 8/)
    await tasks.ended(new RegExp(words.same))
    expect(await tasks.texts()).toEqual(recorded)
    expect((await tasks.lines()).map(({ time }) => Number.parseFloat(time))).toEqual([0, 2, 2, 2])

    // Both languages.
    await hand.press(tasks.root.getByRole('tab', { name: 'Python' }))
    expect(await tasks.root.getByRole('tabpanel', { name: 'Python' }).innerText()).toContain('asyncio.run(main())')
    await hand.press(tasks.root.getByRole('tab', { name: 'TypeScript' }))

    // Edit; values as trees; what is other than recorded.
    await hand.enter(tasks.root.getByRole('group', { name: 'TypeScript' }))
    await tasks.editor.waitFor()
    await write(VALUES)
    await tasks.root.getByText(words.edited, { exact: true }).waitFor()
    await hand.press(tasks.button(words.run))
    await tasks.ended(new RegExp(words.differs))
    expect(await tasks.texts()).toEqual(["mine 42 [1, 'two']", "tree { part: ['leaf'] }"])
    const line = tasks.log.locator('summary', { hasText: 'tree' })
    await hand.press(line)
    await tasks.log.locator('summary', { hasText: 'part: Array' }).waitFor()
    await fits('tree')

    // Copy, and a link that brings the program.
    await hand.press(tasks.button(words.copy))
    await tasks.status.getByText(words.copied).waitFor()
    expect(await clipboard()).toBe(VALUES)
    await hand.press(tasks.button(words.share))
    await tasks.status.getByText(words.linkCopied).waitFor()
    expect(await clipboard()).toMatch(/\/tasks\/#say-after-tasks~v1\.[\w-]+$/)
    expect(page.url()).toBe(await clipboard())

    // Stop.
    await write(ENDLESS)
    await hand.press(tasks.button(words.run))
    await tasks.log.getByText('spinning').waitFor()
    await fits('running')
    await hand.press(tasks.button(words.stop))
    await tasks.ended(new RegExp(words.stopped))

    // Errors, before the run and in it: marked, told, and a link leads to the place.
    await write('const = 1')
    await page.keyboard.press('ControlOrMeta+Enter')
    await tasks.ended(new RegExp(words.invalid))
    await write(THROWS)
    await hand.press(tasks.button(words.run))
    const alert = tasks.root.getByRole('alert')
    await alert.getByText('too far').waitFor()
    expect(await tasks.editor.locator('.cm-error').count()).toBeGreaterThan(0)
    await fits('failed')
    await hand.press(alert.getByRole('link').or(alert.getByRole('button')).first())
    await page.keyboard.insertText('/**/')
    expect((await code()).split('\n')[1]).toContain('/**/')

    // Keep: a reload finds the edit. Reset, undo.
    const mine = await code()
    await page.reload()
    await tasks.editor.getByText('too far').waitFor()
    expect(await code()).toBe(mine)
    await tasks.root.getByText(words.edited, { exact: true }).waitFor()
    await hand.press(tasks.button(words.reset))
    await expect.poll(code).toBe(original?.trimEnd())
    await hand.press(tasks.button(words.undo))
    await expect.poll(code).toBe(mine)

    // Silence for who has output read aloud.
    await hand.press(tasks.button(words.run))
    await alert.waitFor()
    expect(await tasks.log.getAttribute('aria-live')).toBeNull()
    if (name === 'keys') {
      await hand.press(tasks.button(words.pause))
      expect(await tasks.log.getAttribute('aria-live')).toBe('off')
    }

    // Open the program as it stands on the page that is nothing but a playground.
    await hand.press(tasks.root.getByRole('link', { name: words.open, exact: true }))
    await page.waitForURL('**/playground/**')
    await new Playground(page, 'say-after-tasks').editor.getByText('too far').waitFor()
    await fits('full page')
  }

  test.each([ENGLISH, CHINESE])('$path on paper: programs and output, no buttons', async ({ path, run, pause }) => {
    const { page, problems, close } = await site.visit(path, { colorScheme: 'dark' })
    const tasks = new Playground(page, 'say-after-tasks')
    await tasks.button(run).click()
    await tasks.log.getByText('hello').waitFor()
    await page.emulateMedia({ media: 'print' })
    for (const section of await page.locator('section[data-playground]').all()) {
      // A line's time is text on paper, though it leads to its event on the screen.
      const buttons = section.getByRole('button').and(page.locator(':not(time *)'))
      const seen = buttons.or(section.getByRole('combobox')).or(section.getByRole('tab'))
      expect(await seen.filter({ visible: true }).count(), `${await section.getAttribute('id')}: buttons`).toBe(0)
      expect(await section.getByRole('log').first().isVisible()).toBe(true)
    }
    expect(await tasks.root.getByText(pause).isVisible()).toBe(false)
    const shown = await tasks.root.innerText()
    expect(shown).toContain('function* main')
    expect(shown).toContain('asyncio.run(main())')
    expect(shown).toContain('started at 17:14:32')
    // Dark ink on white paper, whatever the screen was, and nothing cut off at the right.
    const [ink, hidden] = await tasks.root
      .locator('pre')
      .evaluateAll((all) => [
        getComputedStyle(all[0] as Element).color,
        all.filter((pre) => pre.scrollWidth > pre.clientWidth).length,
      ])
    expect(Math.max(...(`${ink}`.match(/\d+/g) ?? ['255']).map(Number))).toBeLessThan(128)
    expect(hidden).toBe(0)
    expect(problems).toEqual([])
    await close()
  })

  test('on paper a program that was changed and failed is whole, with what it printed and how it failed', async () => {
    const { page, problems, close } = await site.visit('/tasks/')
    const tasks = new Playground(page, 'say-after-tasks')
    const filler = Array.from({ length: 60 }, (_, line) => `console.log('line ${line}')`)
    await tasks.write([...filler, 'function last() {', "  throw new RangeError('too far')", '}', 'last()'].join('\n'))
    await tasks.run(/failed/)
    for (const tab of ['Output', 'Source']) {
      await tasks.root.getByRole('tab', { name: tab }).click()
      await page.emulateMedia({ media: 'print' })
      await tasks.root.getByRole('alert').waitFor()
      // What an editor has scrolled out of sight is not in the page: nothing of the program may be, a frame later.
      for (const text of ["console.log('line 0')", "console.log('line 59')", 'RangeError', 'line 59\n']) {
        await expect.poll(() => tasks.root.innerText(), { message: tab }).toContain(text)
      }
      expect(await tasks.button('Run').isVisible()).toBe(false)
      expect(await tasks.root.getByRole('slider').filter({ visible: true }).count(), tab).toBe(0)
      await page.emulateMedia({ media: 'screen' })
    }
    expect(problems).toEqual([])
    await close()
  })
})
