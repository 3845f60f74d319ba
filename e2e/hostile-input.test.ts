import { deflateRawSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { crc32 } from '../src/edits/crc32'
import { limits } from '../src/edits/limits'
import { linkTo } from '../src/edits/link-code'
import { awake, Playground, Site, type Visit } from './site'

/** A link's data as anybody can make it: checksum and stream are right, whatever is in it. */
function packed(bytes: Uint8Array): string {
  const stream = deflateRawSync(bytes, { level: 9 })
  const data = Buffer.concat([Buffer.alloc(4), stream])
  data.writeUInt32BE(crc32(stream))
  return data.toString('base64url')
}

const text = (code: string) => packed(new TextEncoder().encode(code))

// What comes from an address or from the browser's storage was written by anybody.
describe('hostile input', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())
  afterEach(async () => {
    expect(visit.problems).toEqual([])
    expect(await visit.page.evaluate(() => 'spoilt' in {})).toBe(false)
    const leads = await visit.page
      .locator('a[href]')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol))
    expect(new Set(leads)).not.toContain('javascript:')
    await visit.close()
  })

  // Each of them held up the page for minutes, since all of it was coloured at once.
  test.each([
    ['one word', 'a'.repeat(limits.linkedCodeBytes)],
    ['one word beyond ASCII', '一'.repeat(20_000)],
    ['templates in templates', '`${'.repeat(20_000)],
    ['brackets', '('.repeat(limits.linkedCodeBytes)],
    ['empty lines', '\n'.repeat(limits.linkedCodeBytes)],
    ['line ends of all kinds', '\r\u2028\u2029\u0085\v\f\0'.repeat(5_000)],
    ['letters over letters', '\u0300'.repeat(20_000)],
    ['text that turns round', '\u202e\u2066'.repeat(10_000)],
  ])('in a link, a program of %s is shown, and the page can be used', async (_, code) => {
    visit = await site.visit(`/tasks/#say-after~v1.${text(code)}`)
    const playground = new Playground(visit.page, 'say-after')
    await playground.root.getByText('This code came with the link').waitFor()
    expect(visit.page.frames()).toHaveLength(1)
    expect(await visit.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('kept')))).toEqual([])
    await playground.root.getByRole('button', { name: 'Show the original' }).click()
    await playground.editor.getByText('function* main').waitFor()
  })

  test.each([
    ['no UTF-8', packed(new Uint8Array([0xff, 0xfe, 0xc0, 0x80]))],
    [
      'a cut stream',
      Buffer.from(text('x'.repeat(500)), 'base64url')
        .subarray(0, -2)
        .toString('base64url'),
    ],
    ['nothing', packed(new Uint8Array(0)).slice(0, 4)],
    ['a bomb in one letter', packed(new Uint8Array(20_000_000).fill(97))],
  ])('in a link, %s is refused, and the original stays', async (_, data) => {
    visit = await site.visit(`/tasks/#say-after~v1.${data}`)
    const playground = new Playground(visit.page, 'say-after')
    await playground.root.getByRole('alert').waitFor()
    expect(await playground.root.locator('pre').first().textContent()).toContain('function* main')
  })

  const program = linkTo('x', "console.log('theirs')")
  const data = program.kind === 'hash' ? program.hash.slice('#x'.length) : ''
  const ids = [
    ['of every object', 'constructor'],
    ['of every prototype', '__proto__'],
    ['that is a script', 'javascript:alert(1)'],
    ['that is a selector', '"],*,[x="'],
    ['that is markup', '<img src=x onerror=alert(1)>'],
    ['that is another site', '//example.com/'],
    ['without end', 'a'.repeat(10_000)],
    ['that is nothing', '%00'],
    ['that is no escape', '%'],
    ['that is an element', 'body'],
    ['of the reader’s own', 'scratch~v1'],
    ['of parts alone', '~~~~'],
  ] as const

  /** The page is what it was, whatever its hash is now. */
  async function expectStays(path: string, hash: string): Promise<void> {
    const { page } = visit
    await page.evaluate((next) => {
      location.hash = next
    }, hash)
    expect(new URL(page.url()).pathname, hash).toBe(path)
    expect(await page.getByRole('main').first().isVisible(), hash).toBe(true)
    expect(await page.getByText(/crashed|undefined is not|崩溃/).count(), hash).toBe(0)
  }

  test.each(ids)('an id %s in an address leads nowhere else, where a page is opened with it', async (_, id) => {
    for (const path of ['/playground/', '/tasks/']) {
      const address = `${path}#${id}${data}`
      if (path === '/playground/') visit = await site.visit(address)
      else await visit.page.goto(new URL(address, site.url).href)
      await awake(visit.page)
      for (const hash of [`#${id}${data}`, `#${id}`]) await expectStays(path, hash)
    }
  })

  test.each(['/zh-Hans/playground/', '/react/', '/'])('such an id leads nowhere else from %s', async (path) => {
    visit = await site.visit(path)
    await awake(visit.page)
    for (const [, id] of ids) for (const hash of [`#${id}${data}`, `#${id}`]) await expectStays(path, hash)
  })

  test('in the query does not change what runs, or where links lead', async () => {
    visit = await site.visit(
      '/tasks/?docusaurus-theme=%22%3E%3Cimg%3E&docusaurus-data-playground=x&__proto__[spoilt]=1#say-after',
    )
    expect(await visit.page.locator('html > img').count()).toBe(0)
    expect(await new Playground(visit.page, 'say-after').log.textContent()).toContain('world')
  })

  test('in every place of the storage leaves the page as it is', async () => {
    visit = await site.visit('/tasks/')
    const { page } = visit
    const playground = new Playground(page, 'say-after')
    await playground.write("console.log('mine')")
    await expect
      .poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('kept'))))
      .toHaveLength(1)
    const written = await page.evaluate(() => {
      const [own = ''] = Object.keys(localStorage).filter((key) => key.includes('kept'))
      const prefix = own.replace(/en\..*/, '')
      const hostile = [
        '',
        '{}',
        '[',
        '"><img src=x onerror=alert(1)>',
        '{"__proto__":{"spoilt":1}}',
        '\0',
        'x'.repeat(200_000),
      ]
      const known = Object.keys(localStorage)
      const names = [
        ...known,
        'theme',
        'playground.language',
        'docusaurus.tab.x',
        ...['__proto__', 'constructor', '<img>', ''].map((id) => `${prefix}en.${id}`),
      ]
      for (const [index, name] of names.entries()) localStorage.setItem(name, hostile[index % hostile.length] as string)
      // As many as an attacker likes, as old as can be and from the future.
      for (let i = 0; i < 5000; i++)
        localStorage.setItem(`${prefix}en.${i}`, `v1 ${i % 2 ? '0' : '999999999999999'} 00000000\n`)
      localStorage.setItem(own, 'v1 NaN 00000000\n')
      return own
    })
    for (const path of ['/tasks/', '/playground/', '/react/', '/']) {
      await page.goto(new URL(path, site.url).href)
      await awake(page)
      expect(await page.locator('img[src=x]').count()).toBe(0)
    }
    await page.goto(new URL('/tasks/', site.url).href)
    const note = playground.root.getByRole('note').filter({ hasText: 'cannot be read' })
    await note.waitFor()
    await note.getByRole('button', { name: 'Discard it' }).click()
    await playground.write("console.log('again')")
    await expect.poll(() => page.evaluate((key) => localStorage.getItem(key), written)).toContain('again')
  })
})
