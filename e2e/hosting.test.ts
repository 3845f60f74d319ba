import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCaddy, startCaddy } from '../scripts/caddy.mjs'
import { findNginx, startNginx } from '../scripts/nginx.mjs'
import { headersFor, serve } from '../scripts/serve.mjs'

const ROOT = path.join(import.meta.dirname, '..')
const BUILD = path.join(ROOT, 'build')
const script = /\/assets\/js\/main\.\w+\.js/.exec(readFileSync(path.join(BUILD, 'index.html'), 'utf8'))?.[0] ?? ''

interface Host {
  readonly url: string
  close(): Promise<void>
}

const hosts: readonly (readonly [name: string, start: () => Promise<Host>])[] = [
  [
    '`npm run serve`',
    async () => {
      const { server, url } = await serve({ port: 0 })
      return { url, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
    },
  ],
  ...(findNginx() === null ? [] : [['nginx with hosting/nginx.conf', () => startNginx(BUILD)] as const]),
  ...(findCaddy() === null ? [] : [['Caddy with hosting/Caddyfile', () => startCaddy(BUILD)] as const]),
]

test('nginx is there to be tested, or this is not CI', () => {
  expect(findNginx() !== null || process.env.CI === undefined).toBe(true)
})

test.skipIf(findCaddy() !== null)('Caddy is not installed: its Caddyfile is only read', () => {})

describe.each(hosts)('the site on %s', (_, start) => {
  let host: Host

  beforeAll(async () => {
    host = await start()
  })
  afterAll(() => host.close())

  const get = (pathname: string, headers: Record<string, string> = {}) =>
    fetch(new URL(pathname, host.url), { redirect: 'manual', headers })

  test.each([
    ['/', 200],
    ['/zh-Hans/tasks/', 200],
    ['/search.json', 200],
    [script, 200],
    ['/no-such-page/', 404],
    ['/zh-Hans/no-such-page/', 404],
  ])('sends %s (%i) with the headers of hosting/headers.json', async (pathname, status) => {
    const response = await get(pathname)
    expect(response.status).toBe(status)
    const expected = headersFor(status === 404 ? '/404.html' : pathname)
    for (const [name, value] of Object.entries(expected)) {
      expect(`${name}: ${response.headers.get(name)}`).toBe(`${name}: ${value}`)
    }
  })

  test.each([
    ['/no-such-page/', '<html lang="en"'],
    ['/zh-Hans/no-such-page', '<html lang="zh-Hans"'],
  ])('says of %s in its language that it is not there', async (pathname, lang) => {
    const response = await get(pathname)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toMatch(/^text\/html; charset=utf-8$/i)
    expect((await response.text()).replaceAll(/lang=([\w-]+)/g, 'lang="$1"')).toContain(lang)
  })

  test('leads from an address without its slash to the page', async () => {
    const response = await get('/tasks')
    if (response.status === 200) return // It may as well send the page.
    expect([301, 308]).toContain(response.status)
    expect(new URL(response.headers.get('location') ?? '', host.url).pathname).toBe('/tasks/')
  })

  test('compresses what is text, and sends nothing again that has not changed', async () => {
    for (const pathname of ['/tasks/', '/search.json', script, '/changes.xml']) {
      const response = await get(pathname, { 'Accept-Encoding': 'gzip' })
      expect(`${pathname} ${response.headers.get('content-encoding')}`).toBe(`${pathname} gzip`)
      expect(response.headers.get('vary')).toContain('Accept-Encoding')
    }
    const etag = (await get('/tasks/')).headers.get('etag')
    expect(etag).not.toBeNull()
    expect((await get('/tasks/', { 'If-None-Match': etag ?? '' })).status).toBe(304)
  })

  test('answers fifty readers at once, each time whole', async () => {
    const sizes = new Map<string, Set<number>>()
    let left = 300
    const read = async () => {
      while (left > 0) {
        left -= 1
        const pathname = ['/', '/zh-Hans/tasks/', script][left % 3] ?? ''
        const response = await get(pathname, { 'Accept-Encoding': 'gzip' })
        const size = response.status === 200 ? (await response.arrayBuffer()).byteLength : -response.status
        sizes.set(pathname, (sizes.get(pathname) ?? new Set()).add(size))
      }
    }
    await Promise.all(Array.from({ length: 50 }, read))
    for (const [pathname, each] of sizes) {
      const file = path.join(BUILD, pathname.endsWith('/') ? `${pathname}index.html` : pathname)
      expect(`${pathname} ${[...each]}`).toBe(`${pathname} ${statSync(file).size}`)
    }
  })

  test('shows examples as text', async () => {
    for (const name of ['say-after.ts', 'say-after.py']) {
      const response = await get(`/examples/${name}`)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toMatch(/^text\/plain; charset=utf-8/)
    }
  })
})

test('the Caddyfile names the same headers', () => {
  const caddyfile = readFileSync(path.join(ROOT, 'hosting/Caddyfile'), 'utf8')
  for (const pathname of ['/', script]) {
    for (const [name, value] of Object.entries(headersFor(pathname))) {
      expect(caddyfile).toMatch(
        new RegExp(`^\\s*header (@\\w+ )?${name} "${value.replaceAll(/[()*]/g, '\\$&')}"$`, 'm'),
      )
    }
  }
})
