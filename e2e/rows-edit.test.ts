import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Playground, Site, type Visit } from './site'

/** The first character of each line with its place, and the colour of each letter, of code as it is shown. */
function looks(code: Locator): Promise<{ text: string; x: number; y: number; colours: string[] }[]> {
  return code.evaluate((root) => {
    const lines = [...root.querySelectorAll('code > span, .cm-line')]
    return lines.map((line) => {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
      const colours: string[] = []
      let text = ''
      let first: DOMRect | null = null
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const { color } = getComputedStyle(node.parentElement as Element)
        for (const [index, letter] of [...(node.textContent ?? '')].entries()) {
          if (letter === '\n') continue
          text += letter
          // A blank has no colour.
          colours.push(letter.trim() === '' ? '' : color)
          if (first !== null) continue
          const range = document.createRange()
          range.setStart(node, index)
          range.setEnd(node, index + 1)
          first = range.getBoundingClientRect()
        }
      }
      return { text, colours, x: Math.round(first?.x ?? 0), y: Math.round(first?.y ?? 0) }
    })
  })
}

/** Bytes of script that an editor may take, compressed. Completions come behind it, in a chunk of their own. */
const EDITOR_BUDGET = 150_000

describe('editing in a playground', () => {
  let site: Site
  let visit: Visit
  let tasks: Playground

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())

  async function editing(path: string, options: Parameters<Site['visit']>[1], act: () => Promise<void>) {
    visit = await site.visit(path, options)
    tasks = new Playground(visit.page, 'say-after-tasks')
    try {
      await act()
      expect(visit.problems).toEqual([])
    } finally {
      await visit.close()
    }
  }

  test.each(['light', 'dark'] as const)('waking the editor changes no letter, place or colour, in %s', (colorScheme) =>
    // So high that the editor, which draws what is in sight, draws all.
    editing('/tasks/', { colorScheme, viewport: { width: 1280, height: 3000 } }, async () => {
      const { page } = visit
      const ids = await page.locator('section[data-playground]').evaluateAll((all) => all.map(({ id }) => id))
      expect(ids.length).toBeGreaterThan(3)
      for (const id of ids) {
        const { root } = new Playground(page, id)
        const still = root.locator('pre').first()
        await still.scrollIntoViewIfNeeded()
        const before = await looks(still)
        const scrolled = await page.evaluate(() => scrollY)
        expect(new Set(before.flatMap(({ colours }) => colours)).size, `${id}: colours`).toBeGreaterThan(4)
        await still.click({ position: { x: 60, y: 20 } })
        await root.locator('.cm-content').waitFor()
        const moved = (await page.evaluate(() => scrollY)) - scrolled
        const after = await looks(root.locator('.cm-content'))
        expect(after, id).toEqual(before.map((line) => ({ ...line, y: line.y && line.y - moved })))
      }
    }),
  )

  test('completes the names of the package, and the program’s own', () =>
    editing('/tasks/', {}, async () => {
      const { page } = visit
      await tasks.write("import { run } from 'asyncio-ts'\nfunction* ourOwnName() {}\n")
      await page.keyboard.type('createT')
      const options = page.getByRole('listbox', { name: 'Completions' }).getByRole('option')
      await options.filter({ hasText: 'createTask' }).waitFor()
      // Its name is announced as the editor's active descendant.
      expect(await tasks.editor.getAttribute('aria-activedescendant')).not.toBeNull()
      // CodeMirror takes no key for the list in its first moments, lest it come in between a reader's typing.
      await options.filter({ hasText: 'createTask' }).click()
      expect(await tasks.editor.textContent()).toContain('createTask')
      await page.keyboard.type('(ourO')
      await options.filter({ hasText: 'ourOwnName' }).waitFor()
      await page.keyboard.press('Escape')
      await page.keyboard.type("'; console.log('createT")
      expect(await options.count()).toBe(0)
    }))

  test('comments a line out and in, indents by the language, and undoes', () =>
    editing('/tasks/', {}, async () => {
      const { page } = visit
      await tasks.write("console.log('a')")
      await page.keyboard.press('ControlOrMeta+/')
      expect(await tasks.editor.textContent()).toBe("// console.log('a')")
      await page.keyboard.press('ControlOrMeta+/')
      expect(await tasks.editor.textContent()).toBe("console.log('a')")
      await page.keyboard.press('End')
      await page.keyboard.type('\nif (true) {\nf()')
      expect(await tasks.editor.locator('.cm-line').allTextContents()).toEqual([
        "console.log('a')",
        'if (true) {',
        '  f()',
      ])
      await page.keyboard.press('ControlOrMeta+Z')
      await page.keyboard.press('ControlOrMeta+Z')
      expect(await tasks.editor.textContent()).not.toContain('f()')
    }))

  test('shows which bracket belongs to the one at the cursor', () =>
    editing('/tasks/', {}, async () => {
      await tasks.write("f(')', g)")
      expect(await tasks.editor.locator('.cm-matchingBracket').allTextContents()).toEqual(['(', ')'])
    }))

  test('Tab stays in the editor, and after Escape leaves it; how is told to eyes and ears', () =>
    editing('/tasks/', {}, async () => {
      const { page } = visit
      const hint = tasks.root.getByText('Esc, then Tab: leave')
      await tasks.write('a\n')
      expect(await hint.evaluate((node) => getComputedStyle(node).visibility)).toBe('visible')
      await expect.poll(() => hint.evaluate((node) => getComputedStyle(node).opacity)).toBe('1')
      const described = await tasks.editor.getAttribute('aria-describedby')
      expect(await hint.getAttribute('id')).toBe(described)
      await page.keyboard.press('Tab')
      expect(await tasks.editor.textContent()).toBe('a  ')
      const isIn = () => tasks.editor.evaluate((node) => node.contains(document.activeElement))
      expect(await isIn()).toBe(true)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Tab')
      expect(await isIn()).toBe(false)
      await page.keyboard.press('Shift+Tab')
      expect(await isIn()).toBe(true)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Shift+Tab')
      expect(await isIn()).toBe(false)
    }))

  test('the editor’s scripts stay within their budget', () =>
    editing('/tasks/', {}, async () => {
      await tasks.focusEditor()
      const sizes = await visit.page.evaluate(async () => {
        const scripts = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
        const weighed = scripts.map(async ({ name, transferSize }) => {
          const text = name.endsWith('.js') ? await (await fetch(name)).text() : ''
          return text.includes('cm-') && !text.includes('cm-completionInfo') ? transferSize : 0
        })
        return (await Promise.all(weighed)).filter((size) => size > 0)
      })
      expect(sizes.length).toBeGreaterThan(0)
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(EDITOR_BUDGET)
    }))
})
