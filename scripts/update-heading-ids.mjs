// Writes test/content/heading-ids.json: every anchor of the English pages, headings and examples alike (the Chinese
// pages have the same, which a test sees to). Run it after adding a heading or an example:
//
//   node scripts/update-heading-ids.mjs
//
// It says which ids are new and which are gone. An id that was published and is gone breaks somebody's link.

import { existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')
const list = join(root, 'test/content/heading-ids.json')

const { anchorsOf, readSitePages } = await loadTypeScript('src/remark/playground/site-pages.ts')
const before = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : {}
const after = anchorsOf(readSitePages(root, 'en'))
writeFileSync(list, `${JSON.stringify(after, null, 2)}\n`)

const [old, now] = [flat(before), flat(after)]
for (const anchor of now) if (!old.includes(anchor)) console.log(`new   ${anchor}`)
for (const anchor of old) if (!now.includes(anchor)) console.log(`GONE  ${anchor}`)
console.log(`${now.length} ids on ${Object.keys(after).length} pages`)

function flat(anchors) {
  return Object.entries(anchors).flatMap(([path, ids]) => ids.map((id) => `${path}#${id}`))
}

/** Node 20 runs no TypeScript: bundle the module in memory and import that, with the packages left where they are. */
async function loadTypeScript(entry) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  })
  // A file within the site, so that bare names resolve; a data: URL could not import them.
  const file = join(root, 'node_modules', `.update-heading-ids-${process.pid}.mjs`)
  writeFileSync(file, outputFiles[0].contents)
  try {
    return await import(pathToFileURL(file).href)
  } finally {
    unlinkSync(file)
  }
}
