import type { Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from '../scripts/serve.mjs'
import { type Driver, until } from './driver'

const HYDRATED = "return document.documentElement.dataset.hasHydrated === 'true'"

/** What every browser has to do: the core of what e2e/ tries in Chromium. */
export function coreScenarios(start: () => Promise<Driver>): void {
  let driver: Driver
  let server: Server
  let url: string

  beforeAll(async () => {
    ;({ server, url } = await serve({ port: 0 }))
    driver = await start()
    console.log(`Driving ${driver.name}.`)
  })
  afterAll(async () => {
    await driver?.close()
    server?.closeAllConnections()
    server?.close()
  })

  async function open(path: string): Promise<void> {
    await driver.goto(new URL(path, url).href)
    await until(driver, HYDRATED)
  }
  const status = (id: string) =>
    `[...document.querySelectorAll('#${id} [role=status]')].map((e) => e.textContent).join(' ')`
  const ended = (id: string, words: RegExp) => until(driver, `return ${words}.test(${status(id)})`)
  const log = (id: string) => driver.evaluate<string>(`return document.querySelector('#${id} [role=log]').innerText`)
  /** Clicks a button of a playground by its name. */
  async function button(id: string, name: string): Promise<void> {
    await driver.evaluate(
      `const found = [...document.querySelectorAll('#${id} button')].find((each) => !each.hidden && (each.getAttribute('aria-label') ?? each.querySelector(':scope > span:not([aria-hidden=true])')?.textContent ?? each.textContent).trim() === '${name}')
       found.dataset.aimed = 'yes'; found.scrollIntoView({ block: 'center' })`,
    )
    await driver.click('[data-aimed=yes]')
    await driver.evaluate("delete document.querySelector('[data-aimed=yes]')?.dataset.aimed")
  }
  async function write(id: string, code: string): Promise<void> {
    await driver.evaluate(`document.querySelector('#${id} pre').scrollIntoView({ block: 'center' })`)
    await driver.click(`#${id} pre`)
    await until(driver, `return document.querySelector('#${id} .cm-content') !== null`)
    await driver.evaluate(`document.querySelector('#${id} .cm-content').focus()`)
    await driver.selectAll()
    await driver.type(code)
  }

  test.each([
    ['/tasks/', 'Run', /finished/i, 'world'],
    ['/zh-Hans/tasks/', '运行', /运行结束/, 'world'],
  ])('an example of %s runs, and prints what was recorded', async (path, run, finished, word) => {
    await open(path)
    await button('say-after-tasks', run)
    await ended('say-after-tasks', finished)
    await until(driver, `return document.querySelector('#say-after-tasks [role=log]').innerText.includes('${word}')`)
    expect(await driver.evaluate(`return ${status('say-after-tasks')}`)).toMatch(/recorded|记录|相同|一致/)
  })

  test('a program is edited, and its error is shown on its line', async () => {
    await open('/tasks/')
    await write('say-after', "console.log('first')\nthrow new RangeError('too far')")
    await button('say-after', 'Run')
    await until(driver, "return document.querySelector('#say-after [role=alert]') !== null")
    expect(await driver.evaluate("return document.querySelector('#say-after').innerText")).toContain('too far')
    expect(await log('say-after')).toContain('first')
  })

  test('Stop ends a program that does not give way, and the next one runs', async () => {
    await open('/tasks/')
    await write('say-after', "console.log('on')\nfor (;;) {}")
    await button('say-after', 'Run')
    await button('say-after', 'Stop')
    await until(
      driver,
      "return [...document.querySelectorAll('#say-after button')].some((each) => /Run/.test(each.querySelector(':scope > span:not([aria-hidden=true])')?.textContent ?? ''))",
    )
    await write('say-after', "console.log('next')")
    await button('say-after', 'Run')
    await ended('say-after', /finished/i)
    expect(await log('say-after')).toContain('next')
  })

  test('a program reaches neither the network nor the page', async () => {
    await open('/tasks/')
    await write(
      'say-after',
      `const all = globalThis as any
for (const act of [() => all.fetch('${url}'), () => all.document.title, () => all.caches.keys(), () => all.localStorage.length]) {
try { await act(); console.log('got') } catch { console.log('failed') }
}`,
    )
    await button('say-after', 'Run')
    await ended('say-after', /finished/i)
    const said = await log('say-after')
    expect(said).not.toContain('got')
    expect(said.match(/failed/g)?.length).toBe(4)
  })

  test('the search is opened by a key, and leads to a chapter', async () => {
    await open('/generators/')
    await driver.press('/')
    await until(driver, "return document.querySelector('dialog[open] [role=combobox]') !== null")
    await driver.type('deadlock')
    await until(driver, "return document.querySelector('dialog [role=option]') !== null")
    await driver.press('Enter')
    await until(driver, "return location.pathname === '/locks/' && document.querySelector('dialog') === null")
  })

  test('without its host, a chapter that was never opened reads and runs', async () => {
    await open('/generators/')
    await until(driver, "scrollBy(0, 1); return document.getElementById('read-chapters') !== null")
    await until(driver, 'return navigator.serviceWorker.controller !== null', 60_000)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await driver.goto(new URL('/queues/', url).href)
    await until(driver, HYDRATED)
    const id = await driver.evaluate<string>("return document.querySelector('section[data-playground]').id")
    await button(id, 'Run')
    await ended(id, /finished/i)
  })
}
