import type { Server } from 'node:http'
import { serve } from '../scripts/serve.mjs'
import { type Driver, until } from './driver'

const HYDRATED = "return document.documentElement.dataset.hasHydrated === 'true'"

/** The built site as a host serves it, read in some browser. */
export class Book {
  private constructor(
    readonly driver: Driver,
    readonly url: string,
    private readonly server: Server,
  ) {}

  static async open(start: () => Promise<Driver>): Promise<Book> {
    const { server, url } = await serve({ port: 0 })
    const driver = await start()
    console.log(`Driving ${driver.name}.`)
    return new Book(driver, url, server)
  }

  async close(): Promise<void> {
    await this.driver.close()
    await this.stopServing()
  }

  async stopServing(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  /** Opens a page as for the first time: no test finds what another one has edited. */
  async open(path: string): Promise<void> {
    await this.driver.goto(new URL('robots.txt', this.url).href)
    await this.driver.evaluate('localStorage.clear()')
    await this.goto(path)
  }

  async goto(path: string): Promise<void> {
    await this.driver.goto(new URL(path, this.url).href)
    // A page that nobody touches fetches no scripts (src/wake).
    await this.driver.evaluate("dispatchEvent(new Event('scroll'))")
    await this.until(HYDRATED)
  }

  until<T>(body: string, timeoutMs?: number): Promise<T> {
    return until<T>(this.driver, body, timeoutMs)
  }

  status(id: string): Promise<string> {
    return this.driver.evaluate(`return ${statusOf(id)}`)
  }

  /** Waits until the status says these words. */
  ended(id: string, words: RegExp): Promise<boolean> {
    return this.until(`return ${words}.test(${statusOf(id)})`)
  }

  /** What is printed. Not innerText: WebKit leaves out of it the lines that it has not laid out, being out of sight. */
  log(id: string): Promise<string> {
    return this.driver.evaluate(`return document.querySelector('#${id} [role=log]').textContent`)
  }

  /** Clicks a button of a playground by its name. */
  async button(id: string, name: string): Promise<void> {
    await this.driver.evaluate(
      `const found = [...document.querySelectorAll('#${id} button')].find((each) => !each.hidden && (each.getAttribute('aria-label') ?? each.querySelector(':scope > span:not([aria-hidden=true])')?.textContent ?? each.textContent).trim() === '${name}')
       found.dataset.aimed = 'yes'; found.scrollIntoView({ block: 'center' })`,
    )
    await this.driver.click('[data-aimed=yes]')
    await this.driver.evaluate("delete document.querySelector('[data-aimed=yes]')?.dataset.aimed")
  }

  /** Replaces a program, by a paste over all of it. */
  async write(id: string, code: string): Promise<void> {
    const place = `#${id} :is(pre, .cm-content)`
    await this.driver.evaluate(`document.querySelector('${place}').scrollIntoView({ block: 'center' })`)
    await this.driver.click(place)
    await this.until(`return document.querySelector('#${id} .cm-content') !== null`)
    await this.driver.evaluate(`document.querySelector('#${id} .cm-content').focus()`)
    await this.driver.selectAll()
    await this.driver.type(code)
  }
}

function statusOf(id: string): string {
  return `[...document.querySelectorAll('#${id} [role=status]')].map((e) => e.textContent).join(' ')`
}
