// `npm start`: builds both languages, serves them as a host would, and says where.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveOnFreePort } from './serve.mjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const port = Number(process.env.PORT ?? 3000)
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`PORT must be a whole number from 1 to 65535, not "${process.env.PORT}".`)
  process.exit(1)
}

console.log('Building the site in English and Chinese. The first time takes about a minute.\n')
const started = performance.now()
const code = await new Promise((resolve) => {
  spawn('npx', ['--no-install', 'docusaurus', 'build'], { cwd: root, stdio: 'inherit' }).on('close', resolve)
})
if (code !== 0) {
  console.error('\nThe build failed; what to mend stands above.')
  process.exit(code ?? 1)
}
const { url } = await serveOnFreePort(port)
console.log(`\nBuilt in ${Math.round((performance.now() - started) / 1000)} s. Open it:\n`)
console.log(`  English  ${url}`)
console.log(`  中文      ${url}zh-Hans/\n`)
console.log('Ctrl+C stops the server.')
