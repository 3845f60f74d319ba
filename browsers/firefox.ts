import { existsSync } from 'node:fs'
import puppeteer from 'puppeteer-core'
import type { Driver } from './driver'

const PLACES = [
  process.env.FIREFOX_PATH,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
]

/** Firefox over WebDriver BiDi. */
export async function startFirefox(): Promise<Driver> {
  const executablePath = PLACES.find((place) => place !== undefined && existsSync(place))
  if (executablePath === undefined) {
    throw new Error('No Firefox found: install it (Debian: `apt-get install firefox-esr`), or set FIREFOX_PATH.')
  }
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true })
  const page = await browser.newPage()
  await page.setViewport({ width: 1280, height: 800 })
  return {
    name: await browser.version(),
    goto: async (url) => void (await page.goto(url)),
    evaluate: (body) => page.evaluate(`(async () => { ${body} })()`) as Promise<never>,
    inFrame: (body) => page.frames()[1]?.evaluate(`(async () => { ${body} })()`) as Promise<never>,
    click: (selector) => page.click(selector),
    type: (text) =>
      page.evaluate(`void document.execCommand('insertText', false, ${JSON.stringify(text)})`) as Promise<never>,
    press: (key) => page.keyboard.press(key),
    async selectAll() {
      await page.keyboard.down('Control')
      await page.keyboard.press('a')
      await page.keyboard.up('Control')
    },
    close: () => browser.close(),
  }
}
