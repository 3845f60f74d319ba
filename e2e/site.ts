import type { Server } from 'node:http'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core'
import { findChromium } from '../scripts/chromium.mjs'
import { serve } from '../scripts/serve.mjs'

// Chromium alone with the page: it looks nothing up and updates nothing by itself.
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A page, and all that went wrong on it: console errors and warnings, uncaught errors, requests that left the site. */
export interface Visit {
  readonly page: Page
  readonly problems: string[]
  close(): Promise<void>
}

/** The built site as a host serves it, and a browser to visit it with. */
export class Site {
  private constructor(
    readonly url: string,
    private server: Server,
    readonly browser: Browser,
  ) {}

  /** Browsers under a driver keep no page to go back to unless they are told to. */
  static async open({ backForwardCache = false, dir = undefined as string | undefined } = {}): Promise<Site> {
    const executablePath = findChromium()
    if (executablePath === null) throw new Error('No Chromium found: run `npm test`, or set CHROMIUM_PATH.')
    const { server, url } = await serve({ port: 0, ...(dir === undefined ? {} : { dir }) })
    const browser = await chromium.launch({
      executablePath,
      args: ARGS,
      ignoreDefaultArgs: backForwardCache ? ['--disable-back-forward-cache'] : [],
    })
    return new Site(url, server, browser)
  }

  async visit(path: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const context: BrowserContext = await this.browser.newContext({
      viewport: { width: 1280, height: 800 },
      // Who reads a page in its own language is offered no other.
      locale: path.startsWith('/zh-Hans/') ? 'zh-CN' : 'en',
      ...options,
    })
    // A reader who saves data: otherwise each visit would fetch the whole book for later.
    if (options.serviceWorkers !== 'allow') {
      await context.addInitScript(() => {
        Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } })
      })
    }
    const page = await context.newPage()
    const problems: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(`console: ${message.text()}`)
    })
    page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
    context.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(this.url) && !/^(data|blob|about):/.test(url)) problems.push(`left the site: ${url}`)
    })
    await page.goto(new URL(path, this.url).href)
    return { page, problems, close: () => context.close() }
  }

  /** Takes the host away: from now on nobody answers at its address. */
  async stopServing(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  /** A host again at the same address, with what is in the folder now; the returned list grows by what it is asked for. */
  async serveAgain(dir?: string): Promise<readonly string[]> {
    const { server } = await serve({ port: Number(new URL(this.url).port), ...(dir === undefined ? {} : { dir }) })
    const asked: string[] = []
    server.on('request', ({ url = '' }) => asked.push(url))
    this.server = server
    return asked
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.stopServing()
  }
}

/** A page that somebody has touched, once its scripts work: until then it fetches none (src/wake). */
export async function awake(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('scroll')))
  await page.locator('html[data-has-hydrated=true]').waitFor()
}

/** A playground, driven as a reader would: by roles and names. */
export class Playground {
  readonly root: Locator

  constructor(
    readonly page: Page,
    id: string,
  ) {
    this.root = page.locator(`section#${id}`)
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true })
  }

  get editor(): Locator {
    return this.root.getByRole('textbox', { name: 'TypeScript' })
  }

  get status(): Locator {
    return this.root.getByRole('status')
  }

  get log(): Locator {
    return this.root.getByRole('log')
  }

  /** Each printed line: its text, and its loop time in seconds as the page shows it. */
  async lines(): Promise<{ text: string; time: string }[]> {
    return this.log.getByRole('listitem').evaluateAll((items) =>
      items.map((item) => {
        const time = item.querySelector('time')
        const text = [...item.childNodes].filter((node) => node !== time).map((node) => node.textContent)
        return { text: text.join('').trim(), time: time?.textContent?.trim() ?? '' }
      }),
    )
  }

  async texts(): Promise<string[]> {
    return (await this.lines()).map((line) => line.text)
  }

  async speed(label: string): Promise<void> {
    await this.root.getByRole('toolbar').getByRole('combobox').selectOption({ label })
  }

  /** Runs the program as it stands and waits until the status says that it ended. */
  async run(ending: RegExp = /finished/i): Promise<void> {
    await this.button('Run').click()
    await this.ended(ending)
  }

  async ended(ending: RegExp): Promise<void> {
    await this.status.filter({ hasText: ending }).waitFor()
  }

  /** Replaces the whole program by typing over it. */
  async write(code: string): Promise<void> {
    await this.focusEditor()
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.insertText(code)
  }

  async focusEditor(): Promise<void> {
    await this.root
      .locator('pre, .cm-content')
      .first()
      .click({ position: { x: 60, y: 12 } })
    await this.editor.waitFor()
    await this.editor.focus()
  }
}
