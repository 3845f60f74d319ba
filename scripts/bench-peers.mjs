// What `npm run bench:page` sets beside our playgrounds: Docusaurus' own live block, which `/react/` has, and
// playground-elements (the playground of lit.dev), which compiles TypeScript in a worker, runs it in a frame of another
// origin and needs no server. The peer is installed into a folder of its own that goes away again.
import { execFileSync } from 'node:child_process'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { serve } from './serve.mjs'

export const PEER = 'playground-elements@0.21.2'

const program = (text) =>
  `const text: string = ${JSON.stringify(text)}\ndocument.body.textContent = text\nparent.postMessage(text, '*')\n`

/** The peer's page: nothing of it is loaded before the click on its button, as ours does it. */
const html = (sandboxUrl) => `<!doctype html>
<meta charset="utf-8"><title>${PEER}</title>
<button>Run</button><div id="here"></div>
<script type="module">
  const project = { files: {
    'index.html': { content: '<!doctype html><body><script type="module" src="./index.js"></' + 'script>' },
    'index.ts': { content: ${JSON.stringify(program('first'))} },
  } }
  document.querySelector('button').onclick = async () => {
    await import('./ide.js')
    const ide = document.createElement('playground-ide')
    ide.sandboxBaseUrl = ${JSON.stringify(sandboxUrl)}
    ide.config = project
    document.querySelector('#here').append(ide)
  }
  globalThis.change = (content) => {
    document.querySelector('playground-ide').config = { files: { ...project.files, 'index.ts': { content } } }
  }
</script>`

/** Installs and bundles the peer; `dir` holds what a host would serve. Null where the registry cannot be had. */
export async function preparePeer() {
  const root = await mkdtemp(path.join(os.tmpdir(), 'bench-peer-'))
  const remove = () => rm(root, { recursive: true, force: true })
  const dir = path.join(root, 'site')
  try {
    await writeFile(path.join(root, 'package.json'), '{ "private": true }')
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', '-E', PEER], { cwd: root, stdio: 'ignore' })
    const own = path.join(root, 'node_modules/playground-elements')
    await build({
      absWorkingDir: root,
      entryPoints: {
        ide: path.join(own, 'playground-ide.js'),
        'playground-typescript-worker': path.join(own, 'playground-typescript-worker.js'),
        'playground-service-worker': path.join(own, 'playground-service-worker.js'),
      },
      outdir: dir,
      bundle: true,
      minify: true,
      format: 'esm',
      external: ['fs', 'os', 'path', 'inspector', 'perf_hooks', 'crypto', 'module', 'url'],
      logLevel: 'silent',
    })
    const proxy = 'playground-service-worker-proxy.html'
    await copyFile(path.join(own, proxy), path.join(dir, proxy))
  } catch (error) {
    await remove()
    console.error(`${PEER} could not be installed: ${String(error.message).split('\n')[0]}`)
    return null
  }
  return { dir, remove }
}

/** Milliseconds from `act` (a function that runs in the page) until the peer's program has said `text`. */
function untilSaid(page, act, argument, text) {
  return page.evaluate(
    ([source, argument, text]) =>
      new Promise((resolve) => {
        addEventListener('message', ({ data }) => data === text && resolve(performance.now() - start))
        const start = performance.now()
        new Function(`return (${source})`)()(argument)
      }),
    [String(act), argument, text],
  )
}

/** `visit(url)` opens a page in a context of its own and counts what is transferred. */
export async function measurePeer(visit, rounds) {
  const peer = await preparePeer()
  if (peer === null) return null
  const { server, url } = await serve({ dir: peer.dir, port: 0 })
  // Its sandbox has to be of another origin.
  await writeFile(path.join(peer.dir, 'index.html'), html(url.replace('localhost', '127.0.0.1')))
  const results = { cold: [], warm: [], bytes: 0 }
  try {
    for (let round = 0; round < rounds; round += 1) {
      const { context, page, transfers } = await visit(url)
      results.cold.push(await untilSaid(page, () => document.querySelector('button').click(), null, 'first'))
      for (let again = 0; again < 5; again += 1) {
        const text = `again ${again}`
        results.warm.push(await untilSaid(page, (code) => globalThis.change(code), program(text), text))
      }
      results.bytes = transfers.reduce((sum, one) => sum + (one.url.endsWith('.js') ? one.bytes : 0), 0)
      await context.close()
    }
  } finally {
    server.close()
    await peer.remove()
  }
  return results
}

/** Milliseconds from a key in Docusaurus' own live block, which has no button, until it shows what came of it. */
export async function measureLiveBlock(visit, url, rounds) {
  const times = []
  for (let round = 0; round < rounds; round += 1) {
    const { context, page } = await visit(new URL('/react/', url).href)
    const editor = page.locator('pre[contenteditable]').first()
    await editor.click()
    for (let again = 0; again < 5; again += 1) {
      const text = `again ${round} ${again}`
      await page.evaluate((text) => {
        globalThis.shown = new Promise((resolve) => {
          let start = 0
          addEventListener(
            'beforeinput',
            () => {
              start = performance.now()
            },
            { once: true, capture: true },
          )
          const look = () => {
            const preview = [...document.querySelectorAll('[class*=playgroundPreview]')]
              .map((it) => it.textContent)
              .join()
            if (!preview.includes(text)) return
            observer.disconnect()
            resolve(performance.now() - start)
          }
          const observer = new MutationObserver(look)
          observer.observe(document.body, { subtree: true, childList: true, characterData: true })
        })
      }, text)
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(`render(<p>${text}</p>)`)
      times.push(await page.evaluate(() => globalThis.shown))
    }
    await context.close()
  }
  return times
}
