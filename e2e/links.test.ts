import { readFile } from 'node:fs/promises'
import { deflateRawSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { limits } from '../src/edits/limits'
import { linkTo } from '../src/edits/link-code'
import { awake, Playground, Site, type Visit } from './site'

const PROGRAM = "console.log('from the link', '你好 🎏')"

function hashOf(code: string, id = 'say-after-tasks'): string {
  const link = linkTo(id, code)
  if (link.kind !== 'hash') throw new Error('expected a program that fits a link')
  return link.hash
}

/** A program that no link can carry: nothing in it repeats. */
function noise(chars: number): string {
  let seed = 7
  return Array.from({ length: chars }, () => {
    seed = (seed * 48271) % 0x7fffffff
    return String.fromCharCode(97 + (seed % 26))
  }).join('')
}

describe('a link to a program', () => {
  let site: Site
  let visit: Visit
  let page: Page

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())
  afterEach(async () => {
    expect(visit.problems).toEqual([])
    await visit.close()
  })

  async function at(path: string, options: Parameters<Site['visit']>[1] = {}): Promise<Playground> {
    visit = await site.visit(path, options)
    page = visit.page
    return new Playground(page, 'say-after-tasks')
  }
  const mayCopy = { permissions: ['clipboard-read', 'clipboard-write'] }
  const topOf = (playground: Playground) => playground.root.evaluate((node) => node.getBoundingClientRect().top)

  test.each([
    { path: '/tasks/', came: 'This code came with the link', back: 'Show the original', run: 'Run', edited: 'edited' },
    { path: '/zh-Hans/tasks/', came: '这段代码来自链接', back: '显示原来的代码', run: '运行', edited: '已修改' },
  ])('shows the program at $path, goes to it, and runs nothing', async ({ path, came, back, run, edited }) => {
    const tasks = await at(path + hashOf(PROGRAM))
    await tasks.root.getByText(came).waitFor()
    await tasks.editor.getByText(PROGRAM).waitFor()
    await tasks.root.getByText(edited, { exact: true }).waitFor()
    await expect.poll(() => topOf(tasks)).toBeLessThan(200)
    expect(await topOf(tasks)).toBeGreaterThanOrEqual(0)
    // No sandbox, no run: what is printed is what was recorded.
    expect(page.frames()).toHaveLength(1)
    expect(await tasks.log.getAttribute('data-recorded')).not.toBeNull()

    await tasks.button(run).click()
    await tasks.log.getByText('from the link 你好 🎏').waitFor()
    await tasks.root.getByRole('button', { name: back }).click()
    await tasks.editor.getByText('function* main').waitFor()
    expect(await tasks.root.getByText(came).count()).toBe(0)
    expect(await tasks.root.getByText(edited, { exact: true }).count()).toBe(0)
    // A reload finds the original, not the link again.
    expect(new URL(page.url()).hash).toBe('#say-after-tasks')
  })

  test('is followed within the page, and the back button returns', async () => {
    const tasks = await at('/tasks/')
    await awake(page)
    await page.evaluate((hash) => {
      location.hash = hash
    }, hashOf(PROGRAM))
    await tasks.editor.getByText(PROGRAM).waitFor()
    await expect.poll(() => topOf(tasks)).toBeLessThan(200)
    await page.goBack()
    expect(new URL(page.url()).hash).toBe('')
    await page.goForward()
    expect(new URL(page.url()).hash).toBe(hashOf(PROGRAM))
    await tasks.editor.getByText(PROGRAM).waitFor()
  })

  test('is made by Share: copied, and in the address without a step in the history', async () => {
    const tasks = await at('/tasks/', mayCopy)
    const before = await page.evaluate(() => history.length)
    await tasks.button('Share').click()
    await tasks.status.getByText('link copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${site.url}tasks/#say-after-tasks`)

    await tasks.write(PROGRAM)
    await tasks.button('Share').click()
    const url = `${site.url}tasks/${hashOf(PROGRAM)}`
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(url)
    expect(page.url()).toBe(url)
    expect(await page.evaluate(() => history.length)).toBe(before)

    // What is typed afterwards is no longer what the address says.
    await tasks.write(`${PROGRAM};`)
    await expect.poll(() => new URL(page.url()).hash).toBe('#say-after-tasks')
  })

  test('can be copied by hand when the clipboard is refused', async () => {
    const tasks = await at('/tasks/')
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
    })
    await tasks.write(PROGRAM)
    await tasks.button('Share').click()
    const field = tasks.root.getByRole('textbox', { name: 'Link to this program' })
    expect(await field.inputValue()).toBe(`${site.url}tasks/${hashOf(PROGRAM)}`)
    const selected = await field.evaluate((node: HTMLInputElement) => node.value.slice(node.selectionStart ?? 0))
    expect(selected).toBe(await field.inputValue())
    await tasks.root.getByRole('button', { name: 'Close' }).click()
    expect(await field.count()).toBe(0)
  })

  test('is not made of a program that is too long, which can be saved instead', async () => {
    const tasks = await at('/tasks/')
    const code = `const text = '${noise(60_000)}'`
    await tasks.write(code)
    await tasks.button('Share').click()
    const alert = tasks.root.getByRole('alert')
    expect(await alert.textContent()).toMatch(/Too long for a link, by \d+\.\d\skB/)
    const download = page.waitForEvent('download')
    await alert.getByRole('button', { name: 'Save it as a file' }).click()
    expect((await download).suggestedFilename()).toBe('say-after-tasks.ts')
    expect(await readFile(await (await download).path(), 'utf8')).toBe(code)
    expect(new URL(page.url()).hash).toBe('')
  })

  const good = hashOf(PROGRAM)
  const bomb = () => {
    const packed = deflateRawSync(Buffer.alloc(20_000_000), { level: 9 })
    const data = Buffer.concat([Buffer.alloc(4), packed])
    data.writeUInt32BE(crcOf(packed))
    return `#say-after-tasks~v1.${data.toString('base64url')}`
  }
  test.each([
    ['cut off', () => good.slice(0, -5), /damaged or was cut off/],
    ['cut off at its start', () => '#say-after-tasks~v', /damaged or was cut off/],
    ['changed', () => good.replace(/.{3}$/, 'AAA'), /damaged or was cut off/],
    ['with a broken escape', () => `${good}%E4%A`, /damaged or was cut off/],
    ['of a later version', () => good.replace('~v1.', '~v2.'), /later version/],
    ['too long', () => `#say-after-tasks~v1.${'A'.repeat(limits.hashChars)}`, /more than a program may have/],
    ['a bomb', bomb, /more than a program may have/],
  ])('that is %s says so, and the original stays', async (_, hash, message) => {
    const tasks = await at(`/tasks/${hash()}`)
    const alert = tasks.root.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toMatch(message)
    expect(await tasks.root.locator('pre').first().textContent()).toContain('function* main')
    expect(await tasks.root.getByText('edited', { exact: true }).count()).toBe(0)
    await expect.poll(() => topOf(tasks)).toBeLessThan(200)
    // The same when it comes while the page is open.
    await alert.getByRole('button', { name: 'OK' }).click()
    expect(await alert.count()).toBe(0)
    await page.evaluate(() => {
      location.hash = ''
    })
    await page.evaluate((text) => {
      location.hash = text
    }, hash())
    await alert.filter({ hasText: message }).waitFor()
    await tasks.speed('instant')
    await tasks.run()
    expect(await tasks.texts()).toContain('world')
  })

  test.each([
    ['/tasks/', /not on this page/],
    ['/', /not on this page/],
    ['/zh-Hans/tasks/', /这个页面上没有它/],
  ])('to an example that %s does not have says so at its top', async (path, message) => {
    await at(path + hashOf(PROGRAM, 'no-such-example'))
    const alert = page.getByRole('main').getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toMatch(message)
    expect(await alert.textContent()).toContain('no-such-example')
    expect(await page.evaluate(() => scrollY)).toBe(0)
  })

  test('with parts of a later time is read without them', async () => {
    const tasks = await at(`/tasks/${hashOf(PROGRAM)}~12~view=loop~compare=say-after~and=more`)
    await tasks.editor.getByText(PROGRAM).waitFor()
  })

  test('shows its program to who reads Python otherwise', async () => {
    const tasks = await at('/tasks/')
    await tasks.root.getByRole('tab', { name: 'Python' }).click()
    await page.goto(new URL(`/generators/`, site.url).href)
    await page.goto(new URL(`/tasks/${hashOf(PROGRAM)}`, site.url).href)
    await tasks.editor.getByText(PROGRAM).waitFor()
    expect(await tasks.root.getByRole('tab', { name: 'TypeScript' }).getAttribute('aria-selected')).toBe('true')
  })

  test('keeps its program when the reader changes the language of the page', async () => {
    const tasks = await at(`/tasks/${hashOf(PROGRAM)}`)
    await tasks.editor.getByText(PROGRAM).waitFor()
    await page.getByRole('link', { name: '简体中文' }).first().click()
    await page.waitForURL('**/zh-Hans/tasks/**')
    await tasks.editor.getByText(PROGRAM).waitFor()
  })
})

/** The CRC-32 of zip. */
function crcOf(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
