// Runs an installed Caddy with the configuration in hosting/ on a folder, for the tests.
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './nginx.mjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const PLACES = ['/usr/bin/caddy', '/usr/local/bin/caddy', '/opt/homebrew/bin/caddy']

/** The path of an installed Caddy, or null. */
export function findCaddy() {
  const isThere = (file) => {
    try {
      accessSync(file, constants.X_OK)
      return true
    } catch {
      return false
    }
  }
  return PLACES.find(isThere) ?? null
}

/** Serves a folder as hosting/Caddyfile says, without certificates, on a port of its own; resolves when it answers. */
export async function startCaddy(folder) {
  const caddy = findCaddy()
  if (caddy === null) throw new Error('No Caddy found: install it (Debian, Ubuntu: `sudo apt-get install caddy`).')
  const port = await freePort()
  const home = await mkdtemp(path.join(os.tmpdir(), 'caddy-'))
  const site = (await readFile(path.join(root, 'hosting/Caddyfile'), 'utf8'))
    .replace('localhost {', `http://localhost:${port} {`)
    .replace('/srv/coroutines-live', folder)
  await writeFile(path.join(home, 'Caddyfile'), `{\n\tadmin off\n\tauto_https off\n}\n${site}`)
  const child = spawn(caddy, ['run', '--config', path.join(home, 'Caddyfile'), '--adapter', 'caddyfile'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home },
  })
  let complaints = ''
  child.stderr.on('data', (text) => {
    complaints += text
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const url = `http://localhost:${port}/`
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Caddy did not start: ${complaints}`)
    const answered = await fetch(url).then(
      () => true,
      () => false,
    )
    if (answered) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    url,
    async close() {
      child.kill()
      await ended
      await rm(home, { recursive: true, force: true })
    },
  }
}
