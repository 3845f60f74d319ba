// A peer that runs TypeScript in a sandbox of its own and can do so without the network: Google's playground-elements.
// It is installed when it is first measured, into a folder of the cache: nothing else here needs it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import compression from 'compression'
import { build } from 'esbuild'
import sirv from 'sirv'
import { isScript, total } from './visit.mjs'

const PEER = 'playground-elements@0.21.2'
const ROUNDS = 5

const html = (sandbox) => `<!doctype html><meta charset="utf-8"><title>peer</title>
<script>
  addEventListener('message', ({ data }) => { if (typeof data === 'string') (window.heard ??= []).push([data, performance.now()]) })
</script>
<script type="module" src="peer.js"></script>
<playground-ide style="height:400px" sandbox-base-url="${sandbox}"><script type="sample/ts" filename="index.ts">parent.postMessage('ran', '*')</script>
<script type="sample/html" filename="index.html"><script type="module" src="./index.js">&lt;/script></script></playground-ide>`

/** Its folder, with all that it needs as files of this machine. Throws where it cannot be installed. */
async function prepare(cache) {
  const folder = path.join(cache, PEER)
  const files = path.join(folder, 'files')
  const own = path.join(folder, 'node_modules/playground-elements')
  if (!existsSync(own)) {
    mkdirSync(folder, { recursive: true })
    const install = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--no-package-lock', PEER]
    const { status, stderr } = spawnSync('npm', install, { encoding: 'utf8', timeout: 120_000 })
    if (status !== 0) throw new Error(`npm could not install ${PEER}: ${stderr?.trim().split('\n')[0] ?? 'no answer'}`)
  }
  await mkdir(files, { recursive: true })
  await build({
    stdin: { contents: "import 'playground-elements/playground-ide.js'", resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    outfile: path.join(files, 'peer.js'),
    logLevel: 'error',
  })
  for (const name of ['typescript-worker.js', 'service-worker.js', 'service-worker-proxy.html']) {
    await cp(path.join(own, `playground-${name}`), path.join(files, `playground-${name}`))
  }
  await cp(path.join(own, 'internal'), path.join(files, 'internal'), { recursive: true })
  return files
}

function listen(files) {
  const compress = compression()
  const assets = sirv(files, {
    dev: true,
    setHeaders: (response) => {
      response.setHeader('Access-Control-Allow-Origin', '*')
      response.setHeader('Service-Worker-Allowed', '/')
    },
  })
  const server = createServer((request, response) => compress(request, response, () => assets(request, response)))
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ server, url: `http://localhost:${server.address().port}/` }))
  })
}

/**
 * Milliseconds from the start of a visit to the program's first message (it runs by itself), from a click on its own button
 * to the message of the next run, and what its scripts weigh.
 */
export async function measurePeer(browser, cache) {
  const files = await prepare(cache)
  // Page and sandbox are other origins, as its makers want it.
  const [site, sandbox] = [await listen(files), await listen(files)]
  await writeFile(path.join(files, 'index.html'), html(sandbox.url))
  const cold = []
  const again = []
  let bytes = 0
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      const page = await context.newPage()
      const cdp = await context.newCDPSession(page)
      await cdp.send('Network.enable')
      const transfers = new Map()
      cdp.on('Network.responseReceived', ({ requestId, response }) =>
        transfers.set(requestId, { url: response.url, bytes: 0 }),
      )
      cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        const known = transfers.get(requestId)
        if (known) known.bytes = encodedDataLength
      })
      await context.route(/unpkg\.com/, (route) => route.abort())
      await page.goto(site.url)
      cold.push(await heard(page, 0))
      const button = page.locator('playground-ide').locator('#reload-button')
      for (let once = 0; once < 3; once += 1) {
        const before = await page.evaluate(() => window.heard.length)
        const start = await button.evaluate((element) => {
          const now = performance.now()
          element.click()
          return now
        })
        again.push((await heard(page, before)) - start)
      }
      bytes = total([...transfers.values()], isScript)
      await context.close()
    }
  } finally {
    for (const { server } of [site, sandbox]) server.close()
  }
  return { name: PEER, cold, again, bytes }
}

/** When the message came, by the page's clock. */
async function heard(page, before) {
  await page.waitForFunction((before) => (window.heard?.length ?? 0) > before, before, { timeout: 60_000 })
  return page.evaluate((before) => window.heard[before][1], before)
}
