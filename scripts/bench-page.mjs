// `npm run bench:page [-- folder]`: what a page of the built site weighs and how soon a playground answers. Prints; tests
// nothing.
// First view: all that is transferred until the network is idle, no interaction, cold cache, localhost, gzip.
import { chromium } from 'playwright-core'
import { longestTask, manyLines } from './bench-lines.mjs'
import { ensureChromium } from './chromium.mjs'
import { serve } from './serve.mjs'

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const PAGES = ['/', '/generators/', '/producer-consumer/', '/tasks/', '/react/', '/zh-Hans/tasks/']
const EXAMPLE = 'say-after-tasks'
const ROUNDS = 5

const { server, url } = await serve({ dir: process.argv[2], port: 0 })
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: [...ARGS, '--disable-component-update'],
})

/** A page in a context of its own that counts the bytes of each response as they came over the wire. */
async function visit(path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  const types = new Map()
  const transfers = []
  cdp.on('Network.responseReceived', ({ requestId, response, type }) =>
    types.set(requestId, { url: response.url, type }),
  )
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const known = types.get(requestId)
    if (known) transfers.push({ ...known, bytes: encodedDataLength })
  })
  await page.goto(new URL(path, url).href, { waitUntil: 'networkidle' })
  return { context, page, transfers }
}

const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(7)
// By address, since a script that is fetched ahead of its use is of the type Other.
const isScript = ({ url: address }) => new URL(address).pathname.endsWith('.js')
const total = (transfers, which) => transfers.filter(which).reduce((sum, one) => sum + one.bytes, 0)
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

console.log('First view, kB over the wire (gzip, headers included)')
console.log('page                          JS     CSS    HTML    font')
for (const path of PAGES) {
  const { context, transfers } = await visit(path)
  const others = ['Stylesheet', 'Document', 'Font'].map((type) => (one) => one.type === type)
  const columns = [isScript, ...others].map((which) => kB(total(transfers, which)))
  console.log(`${path.padEnd(22)} ${columns.join(' ')}`)
  await context.close()
}

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
    .filter({ hasText: /finished/i })
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

const cold = []
const pointed = []
const again = []
const warm = []
const stops = { 'plain code': [], 'a generator': [], 'an async function': [] }
const loops = {
  'plain code': 'while (true) {}',
  'a generator': 'function* spin() { while (true) {} }\nspin().next()',
  'an async function': 'async function spin() { await null; while (true) {} }\nawait spin()',
}
const shifts = []
let lazy = []

for (let round = 0; round < ROUNDS; round += 1) {
  const { context, page, transfers } = await visit('/tasks/')
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
  lazy = transfers.slice(firstView)
  await context.close()
}

// As a hand does it: the pointer comes over the button, and the finger follows a tenth of a second later.
for (let round = 0; round < ROUNDS; round += 1) {
  const { context, page } = await visit('/tasks/')
  await page.locator(section).scrollIntoViewIfNeeded()
  await button(page, 'Run').hover()
  await page.waitForTimeout(100)
  pointed.push(await clickUntil(page, 'Run', startedAt))
  await context.close()
}

const printing = []
for (let round = 0; round < ROUNDS; round += 1) {
  const { context, page } = await visit('/tasks/')
  await write(page, manyLines)
  await page.mouse.move(0, 0)
  const act = async () => {
    await button(page, 'Run').click()
    await finished(page)
  }
  printing.push(await longestTask(page, act))
  await context.close()
}

console.log('\nLoaded only when a playground is used, kB over the wire')
for (const { url: address, bytes } of lazy.filter(isScript)) {
  console.log(`${kB(bytes)}  ${new URL(address).pathname}`)
}
const range = (values) =>
  `median ${median(values).toFixed(1)} ms, worst ${Math.max(...values).toFixed(1)} ms of ${values.length}`
console.log(`\nClick to first output, cold, nothing announced it: ${range(cold)}`)
console.log(`Click to first output, cold, the pointer 100 ms before: ${range(pointed)}`)
console.log(`Click to first output, the same program again: ${range(again)}`)
console.log(`Click to first output, another program, right after its last key: ${range(warm)}`)
for (const [name, values] of Object.entries(stops))
  console.log(`Click on Stop to stopped, endless loop in ${name}: ${range(values)}`)
console.log(`Longest task while 10,000 lines are printed: ${range(printing.map(({ took }) => took))}`)
console.log(`Of that, computing: ${range(printing.map(({ computed }) => computed))}`)
console.log(`Layout shift while the page loads, a playground wakes, runs and becomes an editor: ${Math.max(...shifts)}`)

await browser.close()
server.close()
