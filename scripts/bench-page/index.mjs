// `npm run bench:page [-- folder]`: what a page of the built site weighs, how soon a playground answers, and the same of two
// others. Prints; tests nothing. Takes about three minutes, and is worth something on a quiet machine alone.
// First view: all that is transferred until the network is idle, no interaction, cold cache, localhost, gzip. A page fetches
// its scripts when it is first touched, so both are told.
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { ensureChromium } from '../chromium.mjs'
import { serve } from '../serve.mjs'
import { aims } from './aims.mjs'
import { measureCursor } from './cursor.mjs'
import { measureDocusaurus } from './docusaurus.mjs'
import { measureOwn } from './own.mjs'
import { measurePeer } from './peer.mjs'
import { isScript, kB, range, total, visit } from './visit.mjs'

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const PAGES = ['/', '/generators/', '/producer-consumer/', '/tasks/', '/react/', '/zh-Hans/tasks/']
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/bench-page', import.meta.url))

const { server, url } = await serve({ ...(process.argv[2] && { dir: path.resolve(process.argv[2]) }), port: 0 })
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: [...ARGS, '--disable-component-update'],
})
const load = () => os.loadavg()[0].toFixed(2)
console.log(`Load of the machine: ${load()} on ${os.cpus().length} processors\n`)

console.log('First view, kB over the wire (gzip, headers included)')
console.log('page              JS  +touched     CSS    HTML    font')
const firstViews = []
for (const page of PAGES) {
  const { context, transfers, untouched } = await visit(browser, new URL(page, url).href)
  const others = ['Stylesheet', 'Document', 'Font'].map((type) => (one) => one.type === type)
  const columns = [isScript, ...others].map((which) => kB(total(transfers, which)))
  console.log(`${page.padEnd(16)} ${kB(total(untouched, isScript))} ${columns.join(' ')}`)
  firstViews.push({ page, untouched: untouched.filter(isScript), scripts: transfers.filter(isScript) })
  await context.close()
}

const own = await measureOwn(browser, url)
if (own.problem !== null) console.log(`\nNot all of a playground could be measured: ${own.problem}`)
console.log('\nLoaded only when a playground is used, kB over the wire')
const lazy = own.lazy.filter(isScript)
for (const { url: address, bytes } of lazy) console.log(`${kB(bytes)}  ${new URL(address).pathname}`)
console.log(`\nClick to first output, cold, nothing announced it: ${range(own.cold)}`)
console.log(`Click to first output, cold, the pointer 100 ms before: ${range(own.pointed)}`)
console.log(`Click to first output, the same program again: ${range(own.again)}`)
console.log(`Click to first output, another program, right after its last key: ${range(own.warm)}`)
for (const [name, values] of Object.entries(own.stops))
  console.log(`Click on Stop to stopped, endless loop in ${name}: ${range(values)}`)
console.log(`Longest task while 10,000 lines are printed: ${range(own.printing.map(({ took }) => took))}`)
console.log(`Of that, computing: ${range(own.printing.map(({ computed }) => computed))}`)
console.log(
  `Layout shift while the page loads, a playground wakes, runs and becomes an editor: ${Math.max(...own.shifts)}`,
)

let cursor = { events: 0, took: {} }
await attempt(async () => {
  cursor = await measureCursor(browser, url)
  console.log(`\nA step of the cursor, ${cursor.events} events, script and layout`)
  for (const [view, values] of Object.entries(cursor.took)) console.log(`${view.padEnd(10)} ${range(values)}`)
})

console.log('\nDocusaurus’ own live block, on /react/ (runs in the page; cannot be stopped)')
await attempt(async () => {
  const { times, bytes } = await measureDocusaurus(browser, url)
  console.log(`Key to the preview that has it: ${range(times)}`)
  console.log(`Scripts, all of them in the first view:${kB(bytes)} kB`)
})

console.log('\nA peer that runs TypeScript without the network')
await attempt(async () => {
  const { name, cold, again, bytes } = await measurePeer(browser, CACHE)
  console.log(`${name}, start of the visit to first output (it runs by itself): ${range(cold)}`)
  console.log(`${name}, click on its own button to first output: ${range(again)}`)
  console.log(`${name}, scripts:${kB(bytes)} kB`)
})

console.log('\nAims')
for (const line of await aims({ firstViews, own, lazy, cursor })) console.log(line)
console.log(`\nLoad of the machine at the end: ${load()}`)

await browser.close()
server.close()

/** A peer that changed or cannot be had is no reason to show nothing. */
async function attempt(measure) {
  try {
    await measure()
  } catch (error) {
    console.log(`not measured: ${error.message.split('\n')[0]}`)
  }
}
