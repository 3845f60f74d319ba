import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Driver } from './driver'

const DRIVER = '/usr/bin/WebKitWebDriver'
const KEYS = { '/': '/', Enter: '\uE007' } as const
const CONTROL = '\uE009'
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

/** WebKitGTK's small browser over WebDriver, on a screen of its own that nobody sees. */
export async function startWebKit(): Promise<Driver> {
  const [browser] = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec']
    .flatMap((folder) => ['webkit2gtk-4.1', 'webkit2gtk-4.0'].map((name) => `${folder}/${name}/MiniBrowser`))
    .filter((file) => existsSync(file))
  if (!existsSync(DRIVER) || browser === undefined || !existsSync('/usr/bin/Xvfb')) {
    throw new Error('No WebKitGTK found: install it (Debian: `apt-get install webkit2gtk-driver xvfb`).')
  }
  const display = `:${90 + (process.pid % 400)}`
  const screen = spawn('/usr/bin/Xvfb', [display, '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: 'ignore',
  })
  const port = await freePort()
  const service = spawn(DRIVER, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
  })
  await answers(port, service)

  async function call<T>(method: 'POST' | 'GET' | 'DELETE', path: string, body?: object): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } }
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`)
    return value
  }
  const capabilities = {
    alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } },
  }
  const session = await call<{ sessionId: string; capabilities: { browserName: string; browserVersion: string } }>(
    'POST',
    '/session',
    { capabilities },
  )
  const at = `/session/${session.sessionId}`
  await call('POST', `${at}/window/rect`, { width: 1280, height: 900 })
  const keys = (actions: object[]) =>
    call('POST', `${at}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] })
  const stroke = (value: string) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]
  const evaluate = <T>(body: string) =>
    call<T>('POST', `${at}/execute/async`, {
      script: `const done = arguments[0]; (async () => { ${body} })().then((value) => done(value ?? null), (error) => done(String(error)))`,
      args: [],
    })
  return {
    name: `${session.capabilities.browserName} ${session.capabilities.browserVersion}`,
    goto: async (url) => void (await call('POST', `${at}/url`, { url })),
    evaluate,
    async inFrame(body) {
      await call('POST', `${at}/frame`, { id: 0 })
      try {
        return await evaluate(body)
      } finally {
        await call('POST', `${at}/frame`, { id: null })
      }
    },
    async click(selector) {
      const element = await call<{ [ELEMENT]: string }>('POST', `${at}/element`, {
        using: 'css selector',
        value: selector,
      })
      await call('POST', `${at}/element/${element[ELEMENT]}/click`, {})
    },
    type: async (text) => {
      await call('POST', `${at}/execute/sync`, {
        script: 'document.execCommand("insertText", false, arguments[0])',
        args: [text],
      })
    },
    press: async (key) => void (await keys(stroke(KEYS[key]))),
    selectAll: async () =>
      void (await keys([{ type: 'keyDown', value: CONTROL }, ...stroke('a'), { type: 'keyUp', value: CONTROL }])),
    async close() {
      await call('DELETE', at).catch(() => {})
      service.kill()
      screen.kill()
    },
  }
}

async function answers(port: number, service: ChildProcess): Promise<void> {
  for (;;) {
    if (service.exitCode !== null) throw new Error(`${DRIVER} ended with ${service.exitCode}.`)
    const ready = await fetch(`http://127.0.0.1:${port}/status`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
