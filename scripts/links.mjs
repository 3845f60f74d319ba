// Follows every link of a built site, without a browser: `node scripts/links.mjs [folder] [base path]`.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const REFERENCE = /\s(?:href|src|poster)=(?:"([^"]*)"|([^\s>"]+))/g
const ID = /\s(?:id|name)=(?:"([^"]*)"|([^\s>"]+))/g
const TAG = /<[a-zA-Z][^>]*>/g

/**
 * Links of the pages in `folder` that lead nowhere, as `page → link`: to a file that is not there, to a place that the
 * page has not, to an address outside the base path, by `http:` (but for the site's own address), or without their slash.
 */
export function brokenLinks(folder, { baseUrl = '/', siteUrl = '' } = {}) {
  const pages = new Map()
  for (const file of readdirSync(folder, { recursive: true })) {
    if (file.endsWith('.html')) pages.set(file.replaceAll(path.sep, '/'), readPage(path.join(folder, file)))
  }
  const broken = []
  for (const [file, { references }] of pages) {
    const here = new URL(baseUrl + file.replace(/index\.html$/, ''), 'http://site.invalid')
    for (const reference of references) {
      // The page for what is not there leads to itself in the other language, whatever its address is.
      if (file.endsWith('404.html') && reference.endsWith('/404/')) continue
      const reason = wrong(reference, here)
      if (reason !== null) broken.push(`${file} → ${reference} (${reason})`)
    }
  }
  return {
    pages: pages.size,
    links: [...pages.values()].reduce((sum, page) => sum + page.references.length, 0),
    broken,
  }

  function wrong(reference, here) {
    const own = siteUrl !== '' && reference.startsWith(`${siteUrl}/`)
    const url = new URL(own ? reference.slice(siteUrl.length) : reference, here)
    if (['data:', 'mailto:', 'javascript:'].includes(url.protocol))
      return url.protocol === 'javascript:' ? 'script' : null
    if (url.origin !== here.origin) return url.protocol === 'https:' ? null : 'not https'
    if (!url.pathname.startsWith(baseUrl)) return 'outside the base path'
    const below = decodeURIComponent(url.pathname.slice(baseUrl.length))
    const target = below === '' || below.endsWith('/') ? `${below}index.html` : below
    const file = path.join(folder, target)
    if (!existsSync(file)) return 'no such file'
    if (statSync(file).isDirectory()) return 'without its slash'
    const anchor = decodeURIComponent(url.hash.slice(1))
    // What follows `~` brings a program to the example before it.
    const [id] = anchor.split('~')
    // The playground takes the name of an example, not a place.
    if (id === '' || /(^|\/)playground\/index\.html$/.test(target)) return null
    return pages.get(target)?.ids.has(id) === false ? 'no such place' : null
  }
}

function readPage(file) {
  const html = readFileSync(file, 'utf8').replaceAll(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, (whole) =>
    whole.slice(0, whole.indexOf('>') + 1),
  )
  const references = []
  const ids = new Set()
  for (const [tag] of html.matchAll(TAG)) {
    for (const match of tag.matchAll(REFERENCE)) references.push((match[1] ?? match[2]).replaceAll('&amp;', '&'))
    for (const match of tag.matchAll(ID)) ids.add(match[1] ?? match[2])
  }
  return { references, ids }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
  const [folder = path.join(root, 'build'), baseUrl = '/'] = process.argv.slice(2)
  const { pages, links, broken } = brokenLinks(folder, { baseUrl, siteUrl: 'http://localhost:3000' })
  for (const each of broken) console.error(each)
  console.log(`${links} links on ${pages} pages: ${broken.length} broken.`)
  process.exitCode = broken.length > 0 ? 1 : 0
}
