// Docusaurus' own live block, on the site's page that has one.
import { isScript, total, visit } from './visit.mjs'

const KEYS = '12345'

/**
 * Milliseconds from a key to the preview that has it, and what the page's scripts weigh: all of them come with the page.
 *
 * The block has no button: each key runs the program again. Its editor hears of keys alone, not of text that is put in.
 */
export async function measureDocusaurus(browser, url) {
  const { context, page, transfers } = await visit(browser, new URL('/react/', url).href)
  const editor = page.locator('pre[contenteditable]').first()
  await editor.scrollIntoViewIfNeeded()
  await editor.click()
  // Within the text that the preview shows as it is: the button's `'Mount'`.
  await editor.evaluate((pre) => {
    const texts = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT)
    while (texts.nextNode() !== null) {
      if (texts.currentNode.data !== "'Mount'") continue
      getSelection().collapse(texts.currentNode, "'Mount".length)
      return
    }
    throw new Error('the live block of /react/ has no text “Mount”: write scripts/bench-page/docusaurus.mjs anew')
  })
  const times = []
  let shown = 'Mount'
  for (const key of KEYS) {
    shown += key
    // Listens before the key comes: what is asked and what is pressed take other ways to the page.
    await page.evaluate((shown) => {
      let start = null
      addEventListener('keydown', () => (start = performance.now()), { capture: true, once: true })
      const holds = () => [...document.querySelectorAll('button')].some(({ textContent }) => textContent === shown)
      window.took = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (start === null || !holds()) return
          observer.disconnect()
          resolve(performance.now() - start)
        })
        observer.observe(document.body, { subtree: true, childList: true, characterData: true })
      })
    }, shown)
    await page.keyboard.press(key)
    await page.getByRole('button', { name: shown, exact: true }).waitFor({ timeout: 10_000 })
    times.push(await page.evaluate(() => window.took))
  }
  await context.close()
  return { times, bytes: total(transfers, isScript) }
}
