// `npm run lighthouse [-- --runs 3] [path …]`: what Lighthouse thinks of the built site, on its mobile settings. Of several
// runs the median counts. Exits with 1 when a page is below what is promised.
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { ensureChromium } from './chromium.mjs'
import { serveOnFreePort } from './serve.mjs'

const LONGEST = 'build-your-own/'
const PAGES = ['', LONGEST, 'playground/'].flatMap((page) => [`/${page}`, `/zh-Hans/${page}`])
const LEAST = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 }

const words = process.argv.slice(2)
const flag = words.indexOf('--runs')
const runs = flag === -1 ? 1 : Number(words.splice(flag, 2)[1])
const pages = words.length > 0 ? words : PAGES

// At the port of the addresses that the pages name as theirs, if it is free.
const { server, url } = await serveOnFreePort(3000)
const chrome = await launch({ chromePath: ensureChromium(), chromeFlags: ['--headless=new', '--no-sandbox'] })
let failed = false

for (const page of pages) {
  const results = []
  for (let run = 0; run < runs; run += 1) {
    const result = await lighthouse(new URL(page, url).href, { port: chrome.port, logLevel: 'error' })
    results.push(result.lhr)
  }
  results.sort((a, b) => a.categories.performance.score - b.categories.performance.score)
  report(page, results[Math.floor((results.length - 1) / 2)])
}

await chrome.kill()
server.closeAllConnections()
server.close()
process.exitCode = failed ? 1 : 0

function report(page, { categories, audits }) {
  const problems = []
  const scores = Object.entries(LEAST).map(([name, least]) => {
    const score = Math.round(categories[name].score * 100)
    if (score < least) {
      problems.push(`${name} ${score} < ${least}`)
      for (const { id, weight } of categories[name].auditRefs) {
        const { score: each, title, displayValue = '' } = audits[id]
        if (each !== null && each < 0.9 && weight > 0) problems.push(`  ${id}: ${title} ${displayValue}`)
      }
    }
    return `${name} ${score}`
  })
  const value = (id) => audits[id].numericValue
  const blocking = value('total-blocking-time')
  const shift = value('cumulative-layout-shift')
  if (blocking > 100) problems.push(`${blocking.toFixed(0)} ms blocked, at most 100`)
  if (shift > 0) problems.push(`layout shift ${shift}`)
  const largest = audits['largest-contentful-paint-element']?.details?.items?.[0]?.items?.[0]?.node
  const isText = /^<(?:p|h\d|li|pre|code|span|td)\b/.test(largest?.snippet ?? '')
  if (!isText) problems.push(`the largest element is no text: ${largest?.snippet ?? 'unknown'}`)
  const times = ['first-contentful-paint', 'largest-contentful-paint', 'speed-index']
    .map((id) => `${audits[id].title} ${(value(id) / 1000).toFixed(2)} s`)
    .join(', ')
  console.log(
    `${page}\n  ${scores.join(', ')}\n  ${times}, blocked ${blocking.toFixed(0)} ms, shift ${shift}, largest ${largest?.selector ?? '?'}`,
  )
  for (const problem of problems) console.log(`  ✗ ${problem}`)
  failed ||= problems.length > 0
}
