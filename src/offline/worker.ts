/// <reference lib="webworker" />
// The service worker of one language: keeps all of its files, so that it reads and runs without a network. The build
// (plugins/offline) bundles it and fills in what is declared here.

/** The files, relative to the scope, each with a hash of its content. A folder stands for its page. */
declare const FILES: readonly (readonly [path: string, revision: string])[]
/** The folders of the other languages below the scope, which have workers of their own. */
declare const OTHERS: readonly string[]

const worker = self as unknown as ServiceWorkerGlobalScope
const scope = new URL(worker.registration.scope)
const CACHE = `book:${scope.pathname}`
const AT_ONCE = 4

// Content is kept under its hash: what a new version has in common with the old one is not fetched again, an
// interrupted start goes on where it was, and both versions lie side by side until the reader changes over.
const keys = new Map(FILES.map(([path, revision]) => [path, `${new URL(path, scope)}?kept=${revision}`]))

worker.addEventListener('install', (event) => event.waitUntil(keepAll()))

worker.addEventListener('activate', (event) => event.waitUntil(forgetOld().then(() => worker.clients.claim())))

worker.addEventListener('message', ({ data }) => {
  if (data === 'change over') void worker.skipWaiting()
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return
  const path = url.pathname.slice(scope.pathname.length).replace(/(^|\/)index\.html$/, '$1')
  if (OTHERS.some((other) => path.startsWith(other))) return
  const key = keys.get(path)
  if (key !== undefined) event.respondWith(kept(key, request))
  else if (keys.has(`${path}/`)) event.respondWith(Response.redirect(`${url.pathname}/${url.search}`, 301))
  else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => notThere(request)))
})

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE)
  const there = new Set((await cache.keys()).map(({ url }) => url))
  const missing = FILES.filter(([path]) => !there.has(keys.get(path) ?? ''))
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let file = missing.pop(); file !== undefined; file = missing.pop()) await keep(cache, file[0])
    }),
  )
}

async function keep(cache: Cache, path: string): Promise<void> {
  const key = keys.get(path) ?? path
  // A name that carries a hash may come from the browser's own cache, where the page has just put it.
  const response = await fetch(new URL(path, scope), { cache: path.startsWith('assets/') ? 'default' : 'no-cache' })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  // A page must not be answered with a response that was redirected.
  const { status, headers } = response
  await cache.put(key, response.redirected ? new Response(await response.blob(), { status, headers }) : response)
}

async function kept(key: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  return (await cache.match(key, { ignoreVary: true })) ?? fetch(request)
}

/** Without a network, a page that is not kept is one that is not there. */
async function notThere(request: Request): Promise<Response> {
  const page = await kept(keys.get('404.html') ?? '', request)
  return new Response(page.body, { status: 404, headers: page.headers })
}

async function forgetOld(): Promise<void> {
  const cache = await caches.open(CACHE)
  const current = new Set(keys.values())
  for (const request of await cache.keys()) if (!current.has(request.url)) await cache.delete(request)
}
