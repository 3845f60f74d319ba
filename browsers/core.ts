import { afterAll, beforeAll, expect, test } from 'vitest'
import { Book } from './book'
import type { Driver } from './driver'

/** What every browser has to do: the core of what e2e/ tries in Chromium. */
export function coreScenarios(start: () => Promise<Driver>): void {
  let book: Book

  beforeAll(async () => {
    book = await Book.open(start)
  })
  afterAll(() => book?.close())

  test.each([
    ['/tasks/', 'Run', /finished/i, 'world'],
    ['/zh-Hans/tasks/', '运行', /运行结束/, 'world'],
  ])('an example of %s runs, and prints what was recorded', async (path, run, finished, word) => {
    await book.open(path)
    await book.button('say-after-tasks', run)
    await book.ended('say-after-tasks', finished)
    expect(await book.log('say-after-tasks')).toContain(word)
    expect(await book.status('say-after-tasks')).toMatch(/same as recorded|与录制的输出一致/)
  })

  test('a program is edited, and its error is shown on its line', async () => {
    await book.open('/tasks/')
    await book.write('say-after', "console.log('first')\nthrow new RangeError('too far')")
    await book.button('say-after', 'Run')
    await book.until("return document.querySelector('#say-after [role=alert]') !== null")
    expect(await book.driver.evaluate("return document.querySelector('#say-after').textContent")).toContain('too far')
    expect(await book.log('say-after')).toContain('first')
  })

  test('Stop ends a program that does not give way, and the next one runs', async () => {
    await book.open('/tasks/')
    await book.write('say-after', "console.log('on')\nfor (;;) {}")
    await book.button('say-after', 'Run')
    await book.button('say-after', 'Stop')
    await book.until(
      "return [...document.querySelectorAll('#say-after button')].some((each) => /Run/.test(each.querySelector(':scope > span:not([aria-hidden=true])')?.textContent ?? ''))",
    )
    await book.write('say-after', "console.log('next')")
    await book.button('say-after', 'Run')
    await book.ended('say-after', /finished/i)
    expect(await book.log('say-after')).toContain('next')
  })

  test('the search is opened by a key, and leads to a chapter', async () => {
    await book.open('/generators/')
    await book.driver.press('/')
    await book.until("return document.querySelector('dialog[open] [role=combobox]') !== null")
    await book.driver.type('deadlock')
    await book.until("return document.querySelector('dialog [role=option]') !== null")
    await book.driver.press('Enter')
    await book.until("return location.pathname === '/locks/' && document.querySelector('dialog') === null")
  })

  test('without its host, a chapter that was never opened reads and runs', async () => {
    await book.open('/generators/')
    await book.until("scrollBy(0, 1); return document.getElementById('read-chapters') !== null")
    await book.until('return navigator.serviceWorker.controller !== null', 60_000)
    await book.stopServing()
    await book.goto('/queues/')
    const id = await book.driver.evaluate<string>("return document.querySelector('section[data-playground]').id")
    await book.button(id, 'Run')
    await book.ended(id, /finished/i)
  })
}
