// A page in a context of its own, and what came over the wire for it.
const VIEWPORT = { width: 1280, height: 800 }

/** Opens an address, touches the page and waits until the network is idle; `transfers` goes on to grow, `untouched` came before. */
export async function visit(browser, address) {
  // Who reads a page in its own language is offered no other.
  const locale = new URL(address).pathname.startsWith('/zh-Hans/') ? 'zh-CN' : 'en'
  const context = await browser.newContext({ viewport: VIEWPORT, locale, serviceWorkers: 'block' })
  context.setDefaultTimeout(60_000)
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
  await page.goto(address, { waitUntil: 'networkidle' })
  const untouched = [...transfers]
  await page.evaluate(() => dispatchEvent(new Event('scroll')))
  // A busy machine may be idle on the network before the page has asked for all of it.
  await page.locator('html[data-has-hydrated=true]').waitFor()
  await page.waitForLoadState('networkidle')
  return { context, page, transfers, untouched }
}

// By address, since a script that is fetched ahead of its use is of the type Other.
export const isScript = ({ url }) => new URL(url).pathname.endsWith('.js')
export const total = (transfers, which) => transfers.filter(which).reduce((sum, one) => sum + one.bytes, 0)
export const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(7)
/** NaN of nothing. */
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
export const range = (values) =>
  values.length === 0
    ? 'not measured'
    : `median ${median(values).toFixed(1)} ms, worst ${Math.max(...values).toFixed(1)} ms of ${values.length}`
