// `npm test`: everything that CI runs, in order of how soon it can fail. Ends with one line: N passed, N failed.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureChromium } from './chromium.mjs'
import { ensureNginx } from './nginx.mjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const reports = await mkdtemp(path.join(os.tmpdir(), 'coroutines-live-'))

const steps = [
  { name: 'types', command: ['npm', 'run', '-s', 'check:types'] },
  { name: 'lint and format', command: ['npm', 'run', '-s', 'check:lint'] },
  { name: 'import zones', command: ['npm', 'run', '-s', 'check:zones'] },
  { name: 'spelling', command: ['npm', 'run', '-s', 'check:spelling'] },
  { name: 'unit tests', vitest: 'unit' },
  { name: 'every example, in TypeScript and on CPython', vitest: 'content' },
  { name: 'clear the bundler’s cache', command: ['npx', '--no-install', 'docusaurus', 'clear'] },
  { name: 'build of both languages', command: ['npm', 'run', '-s', 'build'], needed: true },
  { name: 'end to end in Chromium', vitest: 'e2e', chromium: true },
]

let passed = 0
let failed = 0
const failures = []

for (const step of steps) {
  const started = performance.now()
  console.log(`\n── ${step.name}`)
  const result = await run(step).catch((error) => {
    console.error(error.message)
    return { passed: 0, failed: 1 }
  })
  passed += result.passed
  failed += result.failed
  if (result.failed > 0) failures.push(step.name)
  console.log(
    `── ${step.name}: ${result.failed > 0 ? 'FAILED' : 'ok'}, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  )
  if (result.failed > 0 && step.needed) {
    console.error('What follows needs this step, so it was not run.')
    break
  }
}

await rm(reports, { recursive: true, force: true })
if (failures.length > 0) console.error(`\nFailed: ${failures.join(' · ')}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

/** Runs a step; a command counts as one test, a vitest project as all of its tests. */
async function run(step) {
  const env = { ...process.env }
  if (step.chromium) {
    env.CHROMIUM_PATH = ensureChromium()
    ensureNginx()
  }
  if (step.command) {
    const code = await exitCode(step.command, env)
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  }
  const report = path.join(reports, `${step.vitest}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await exitCode(['npx', '--no-install', 'vitest', 'run', '--project', step.vitest, ...reporters], env)
  const { numPassedTests, numFailedTests } = JSON.parse(await readFile(report, 'utf8'))
  // A file that cannot even be loaded has no failed test of its own, but the run has failed all the same.
  const failedTests = code === 0 ? numFailedTests : Math.max(1, numFailedTests)
  if (numPassedTests === 0 && failedTests === 0) throw new Error(`No test was found in the project "${step.vitest}".`)
  return { passed: numPassedTests, failed: failedTests }
}

function exitCode([name, ...rest], env) {
  return new Promise((resolve) => {
    spawn(name, rest, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env }).on('close', resolve)
  })
}
