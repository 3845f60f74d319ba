// A static server for the built site, with the headers that a host would send: `node scripts/serve.mjs [--port 3000]`.

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import compression from 'compression'
import sirv from 'sirv'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

const { everywhere, contentSecurityPolicy, cacheControl } = JSON.parse(
  await readFile(path.join(root, 'hosting/headers.json'), 'utf8'),
)

/** The headers that a host should send with a file: hosting/README.md says why. */
export function headersFor(pathname) {
  const page = pathname.endsWith('/') || pathname.endsWith('.html')
  return {
    ...everywhere,
    'Content-Security-Policy': contentSecurityPolicy[page ? 'pages' : 'files'],
    'Cache-Control': cacheControl[pathname.includes('/assets/') ? 'hashed' : 'other'],
    // To read and to keep; by its name alone a `.ts` would be a film.
    ...(pathname.includes('/examples/') ? { 'Content-Type': 'text/plain; charset=utf-8' } : {}),
  }
}

/**
 * Serves `build` and resolves, once it listens, to the server and its address. Port 0 takes any free port; a taken
 * port is an error with the code EADDRINUSE.
 */
export function serve({ dir = path.join(root, 'build'), port = 3000, host = '127.0.0.1' } = {}) {
  const compress = compression()
  const assets = sirv(dir, {
    etag: true,
    dev: false,
    setHeaders(response, pathname) {
      for (const [name, value] of Object.entries(headersFor(pathname))) response.setHeader(name, value)
    },
    async onNoMatch(request, response) {
      const locale = request.url?.startsWith('/zh-Hans/') ? 'zh-Hans' : ''
      const page = await readFile(path.join(dir, locale, '404.html')).catch(() => 'Not found')
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8', ...headersFor('/404.html') })
      response.end(page)
    },
  })
  const server = createServer((request, response) => compress(request, response, () => assets(request, response)))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const { port: actual } = server.address()
      resolve({ server, url: `http://localhost:${actual}/` })
    })
  })
}

/** Serves on the first free port from `port` on. */
export async function serveOnFreePort(port, options = {}) {
  for (let candidate = port; candidate < port + 20; candidate += 1) {
    try {
      return await serve({ ...options, port: candidate })
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error
    }
  }
  throw new Error(`Every port from ${port} to ${port + 19} is taken; name a free one: PORT=8080 npm start.`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const flag = process.argv.indexOf('--port')
  const port = flag === -1 ? 3000 : Number(process.argv[flag + 1])
  const { url } = await serveOnFreePort(port)
  console.log(`Serving the built site at ${url} (Ctrl+C stops it).`)
}
