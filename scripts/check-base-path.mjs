// `npm run check:base-path`: the committed tree, built below a path, as on a GitHub project page. It is built as a copy of
// its own, with the lines of site.config.ts changed that whoever hosts it changes, so that no cache mixes with the usual build.
import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { ensureChromium } from './chromium.mjs'
import { brokenLinks } from './links.mjs'
import { serve } from './serve.mjs'

const BASE = '/coroutines/'
const REPOSITORY = 'https://host.test/owner/coroutines'
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const copy = await mkdtemp(path.join(os.tmpdir(), 'base-path-'))

try {
  const tree = path.join(copy, 'tree')
  run('git', ['clone', '--quiet', '--shared', root, tree], copy)
  const config = path.join(tree, 'site.config.ts')
  const before = await readFile(config, 'utf8')
  const after = before
    .replace("baseUrl: '/'", `baseUrl: '${BASE}'`)
    .replace('repository: null', `repository: '${REPOSITORY}'`)
  if (!after.includes(BASE) || !after.includes(REPOSITORY)) {
    throw new Error("Expected `baseUrl: '/'` and `repository: null` in site.config.ts, did not find them.")
  }
  await writeFile(config, after)
  await linkModules(path.join(root, 'node_modules'), path.join(tree, 'node_modules'))
  run('npm', ['run', '-s', 'build'], tree)

  const { pages, links, broken } = brokenLinks(path.join(tree, 'build'), {
    baseUrl: BASE,
    siteUrl: 'http://localhost:3000',
  })
  if (broken.length > 0) throw new Error(`Links that lead nowhere:\n${broken.join('\n')}`)

  const host = path.join(copy, 'host')
  await mkdir(host)
  await cp(path.join(tree, 'build'), path.join(host, BASE), { recursive: true })
  await tryIt(host)
  console.log(
    `Below ${BASE}: ${links} links on ${pages} pages lead somewhere, an example runs and mistakes can be reported in both languages.`,
  )
} finally {
  await rm(copy, { recursive: true, force: true })
}

function run(name, args, cwd) {
  if (spawnSync(name, args, { cwd, stdio: 'inherit' }).status !== 0)
    throw new Error(`\`${name} ${args.join(' ')}\` failed.`)
}

/** The installed packages without what they cached: a link for each. */
async function linkModules(from, to) {
  await mkdir(to)
  for (const name of await readdir(from)) {
    if (name !== '.cache') await symlink(path.join(from, name), path.join(to, name))
  }
}

/** Opens a page and uses its link to report a mistake: the form that it leads to names the page and the example. */
async function reports(page, address) {
  await page.goto(address)
  // A page that nobody touches fetches no scripts (src/wake).
  await page.evaluate(() => dispatchEvent(new Event('scroll')))
  await page.locator('html[data-has-hydrated=true]').waitFor()
  const link = page.locator(`main a[href^="${REPOSITORY}/issues/new?"]`)
  // The link itself would lead out of the site: it is aimed when it is pressed.
  await link.evaluate((each) => each.addEventListener('click', (event) => event.preventDefault()))
  await link.click()
  const body = new URL((await link.getAttribute('href')) ?? '').searchParams.get('body') ?? ''
  const example = /#(.+)/.exec(address)?.[1] ?? ''
  if (!body.includes(address.replace(/#.*/, '')) || !body.includes(example)) {
    throw new Error(`The report of a mistake at ${address} says:\n${body}`)
  }
  const discussion = await page.locator(`main a[href^="${REPOSITORY}/discussions?"]`).count()
  if (discussion === 0) throw new Error(`${address} leads to no discussion.`)
}

async function tryIt(host) {
  const { server, url } = await serve({ dir: host, port: 0 })
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox', '--disable-gpu'] })
  try {
    for (const [folder, runs, finished] of [
      ['', 'Run', /finished/i],
      ['zh-Hans/', '运行', /完成|结束/],
    ]) {
      const page = await browser.newPage({ serviceWorkers: 'block' })
      const outside = []
      page.on('request', (request) => {
        const { protocol, pathname } = new URL(request.url())
        if (/^http/.test(protocol) && !pathname.startsWith(BASE)) outside.push(request.url())
      })
      await page.goto(`${url}${BASE.slice(1)}${folder}tasks/`)
      const playground = page.locator('section#say-after')
      await playground.getByRole('button', { name: runs, exact: true }).click()
      await playground.getByRole('status').filter({ hasText: finished }).waitFor({ timeout: 60_000 })
      for (const where of ['tasks/', '', 'your-copy/', 'playground/#lock'])
        await reports(page, `${url}${BASE.slice(1)}${folder}${where}`)
      if (outside.length > 0) throw new Error(`Requests left ${BASE}: ${outside.join(', ')}`)
      await page.close()
    }
  } finally {
    await browser.close()
    server.close()
  }
}
