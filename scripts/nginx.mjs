// Runs Debian's nginx with the configuration in hosting/ on a folder: for the tests, and by hand:
// `node scripts/nginx.mjs [folder] [--port 8080]`.
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const PLACES = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx', '/opt/homebrew/bin/nginx']
const MIME_TYPES = ['/etc/nginx/mime.types', '/usr/local/etc/nginx/mime.types', '/opt/homebrew/etc/nginx/mime.types']

/** The path of an installed nginx, or null. */
export function findNginx() {
  return PLACES.find(isReadable) ?? null
}

/** Tries to install Debian's package where there is none; says whether there is an nginx now. */
export function ensureNginx() {
  if (findNginx() === null && process.getuid?.() === 0 && isReadable('/usr/bin/apt-get')) {
    console.log('No nginx found: installing Debian’s package `nginx-light` to test the configuration in hosting/.')
    for (const command of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', 'nginx-light'],
    ]) {
      spawnSync('apt-get', command, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    }
  }
  return findNginx() !== null
}

/** Serves a folder as hosting/nginx.conf says, on a port of its own; resolves when it answers. */
export async function startNginx(folder, port) {
  const nginx = findNginx()
  if (nginx === null)
    throw new Error('No nginx found: install it (Debian, Ubuntu: `sudo apt-get install nginx-light`).')
  const listen = port ?? (await freePort())
  const home = await mkdtemp(path.join(os.tmpdir(), 'nginx-'))
  const site = (await readFile(path.join(root, 'hosting/nginx.conf'), 'utf8'))
    .replace('listen 80;', `listen 127.0.0.1:${listen};`)
    .replace('/srv/coroutines-live', folder)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${home};`)
  // As root it would read the files as somebody else, who may not.
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  await writeFile(
    path.join(home, 'nginx.conf'),
    `${user} daemon off; worker_processes 1; pid ${home}/pid; error_log stderr warn;
events { worker_connections 512; }
http { include ${MIME_TYPES.find(isReadable)}; default_type application/octet-stream; access_log off; sendfile on;
${temporary.join(' ')}
${site} }`,
  )
  const child = spawn(nginx, ['-p', home, '-c', path.join(home, 'nginx.conf'), '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaints = ''
  child.stderr.on('data', (text) => {
    complaints += text
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const url = `http://localhost:${listen}/`
  for (;;) {
    if (child.exitCode !== null) throw new Error(`nginx did not start: ${complaints}`)
    const answered = await fetch(`http://127.0.0.1:${listen}/`).then(
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

/** A port that is free now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

function isReadable(file) {
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const flag = process.argv.indexOf('--port')
  const folder = process.argv[2] && flag !== 2 ? process.argv[2] : path.join(root, 'build')
  const { url } = await startNginx(path.resolve(folder), flag === -1 ? 8080 : Number(process.argv[flag + 1]))
  console.log(`nginx serves ${folder} at ${url} (Ctrl+C stops it).`)
}
