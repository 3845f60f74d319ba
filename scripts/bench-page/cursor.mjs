// How long a step of the cursor takes in each view of a run as large as one is recorded: 5,000 events of 100 tasks.
import { visit } from './visit.mjs'

const PROGRAM = `import { gather, run, sleep } from 'asyncio-ts'

function* worker(n: number) {
  for (let round = 0; round < 40; round += 1) yield* sleep(1 + n / 100)
}

function* main() {
  yield* gather(Array.from({ length: 99 }, (_, n) => worker(n)))
}

await run(main())`

const VIEWS = ['timeline', 'loop', 'handoff', 'source']
const STEPS = 100

/** Milliseconds of script, style and layout for each of the steps, by view; and how many events there are. */
export async function measureCursor(browser, url) {
  const { context, page } = await visit(browser, new URL('/playground/#scratch', url).href)
  const root = page.locator('section#scratch')
  await root
    .locator('pre, .cm-content')
    .first()
    .click({ position: { x: 60, y: 12 } })
  await root.locator('[role=textbox]').focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(PROGRAM)
  await root.getByRole('toolbar').getByRole('combobox').selectOption('instant')
  await root.getByRole('button', { name: 'Run', exact: true }).click()
  await root
    .locator('[role=status]')
    .filter({ hasText: /finished/i })
    .waitFor()
  const took = {}
  let events = 0
  for (const view of VIEWS) {
    await root.locator(`[role=tab][data-view=${view}]`).click()
    const slider = root.locator(`[data-stage=${view}] input[type=range]`)
    await slider.waitFor()
    events = Number(await slider.getAttribute('max')) + 1
    took[view] = await slider.evaluate((input, steps) => {
      const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
      const stage = input.closest('[data-stage]')
      const move = (to) => {
        const start = performance.now()
        setValue.call(input, String(to))
        input.dispatchEvent(new Event('input', { bubbles: true }))
        stage.getBoundingClientRect()
        return performance.now() - start
      }
      const last = Number(input.max)
      // From one end to the other, a step next to each leap: both are moved, and the first of all is not counted.
      move(0)
      return Array.from({ length: steps }, (_, n) => {
        const to = Math.floor((last * (n + 1)) / (steps + 1))
        return Math.max(move(to), move(to + 1))
      })
    }, STEPS)
  }
  await context.close()
  return { events, took }
}
