// What a reader feels of a playground: from a click to what it does, over several visits.
import { longestTask, manyLines } from './lines.mjs'
import { visit } from './visit.mjs'

const EXAMPLE = 'say-after-tasks'
const ROUNDS = 5

const section = `section#${EXAMPLE}`

/** A click into the code makes it an editor. */
async function openEditor(page) {
  await page
    .locator(`${section} pre, ${section} .cm-content`)
    .first()
    .click({ position: { x: 60, y: 12 } })
  await page.locator(`${section} [role=textbox]`).focus()
}

/** Replaces the program, as a reader would by typing over it. */
async function write(page, code) {
  await openEditor(page)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(code)
}

const status = (page) => page.locator(`${section} [role=status]`)
const finished = (page) =>
  status(page)
    .filter({ hasText: /finished|too much output|blocked/i })
    .waitFor()
const button = (page, name) => page.locator(section).getByRole('button', { name, exact: true })

/** Milliseconds from a click on the button until `ready` (a function that runs in the page) holds, seen each frame or mutation. */
function clickUntil(page, name, ready) {
  // The click is the element's own: no pointer moves, so nothing is announced.
  return button(page, name).evaluate(
    async (element, { section, ready }) => {
      const root = element.closest(section)
      const holds = new Function('root', `return (${ready})(root)`)
      return await new Promise((resolve) => {
        const start = performance.now()
        const look = () => {
          if (!holds(root)) return
          observer.disconnect()
          resolve(performance.now() - start)
        }
        const observer = new MutationObserver(look)
        observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true })
        element.click()
        look()
      })
    },
    { section, ready: String(ready) },
  )
}

const startedAt = (root) =>
  [...root.querySelectorAll('[role=log] time')].length > 0 &&
  /running/i.test(root.querySelector('[role=status]')?.textContent ?? '')
const stopped = (root) => /stopped/i.test(root.querySelector('[role=status]')?.textContent ?? '')

/**
 * All times in milliseconds; `lazy` is what came over the wire only when the playground was used. On a machine that is
 * too busy some of it may be missing: then `problem` says why.
 */
export async function measureOwn(browser, url) {
  const stops = { 'plain code': [], 'a generator': [], 'an async function': [] }
  const results = {
    cold: [],
    pointed: [],
    again: [],
    warm: [],
    stops,
    shifts: [],
    printing: [],
    lazy: [],
    problem: null,
  }
  try {
    await measureInto(results, browser, url)
  } catch (error) {
    results.problem = error.message.split('\n')[0]
  }
  return results
}

async function measureInto(results, browser, url) {
  const address = new URL('/tasks/', url).href
  const { cold, pointed, again, warm, stops, shifts, printing } = results
  const loops = {
    'plain code': 'while (true) {}',
    'a generator': 'function* spin() { while (true) {} }\nspin().next()',
    'an async function': 'async function spin() { await null; while (true) {} }\nawait spin()',
  }

  for (let round = 0; round < ROUNDS; round += 1) {
    const { context, page, transfers } = await visit(browser, address)
    await page.evaluate(() => {
      window.shifts = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifts += entry.value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    const firstView = transfers.length
    await page.locator(section).scrollIntoViewIfNeeded()
    // A click that nothing announced: no pointer came over the playground before.
    cold.push(await clickUntil(page, 'Run', startedAt))
    await finished(page)
    for (let once = 0; once < 2; once += 1) {
      // Long enough for the program to be in a worker again.
      await page.waitForTimeout(500)
      again.push(await clickUntil(page, 'Run', startedAt))
      await finished(page)
    }
    await openEditor(page)
    shifts.push(await page.evaluate(() => window.shifts))
    for (let time = 0; time < 5; time += 1) {
      // Another text each time: the output of the run before stays until the first new line.
      const text = `ready to measure ${time}`
      await write(page, `console.log('${text}')`)
      const printed = `(root) => root.querySelector('[role=log]')?.textContent.includes('${text}')`
      warm.push(await clickUntil(page, 'Run', printed))
      await finished(page)
    }
    for (const [name, loop] of Object.entries(loops)) {
      await write(page, `console.log('spinning')\n${loop}`)
      await button(page, 'Run').click()
      await page.locator(`${section} [role=log]`).getByText('spinning').waitFor()
      stops[name].push(await clickUntil(page, 'Stop', stopped))
    }
    results.lazy = transfers.slice(firstView)
    await context.close()
  }

  // As a hand does it: the pointer comes over the button, and the finger follows a tenth of a second later.
  for (let round = 0; round < ROUNDS; round += 1) {
    const { context, page } = await visit(browser, address)
    await page.locator(section).scrollIntoViewIfNeeded()
    await button(page, 'Run').hover()
    await page.waitForTimeout(100)
    pointed.push(await clickUntil(page, 'Run', startedAt))
    await context.close()
  }

  for (let round = 0; round < ROUNDS; round += 1) {
    const { context, page } = await visit(browser, address)
    await write(page, manyLines)
    await page.mouse.move(0, 0)
    const act = async () => {
      await button(page, 'Run').click()
      await finished(page)
    }
    printing.push(await longestTask(page, act))
    await context.close()
  }
}
