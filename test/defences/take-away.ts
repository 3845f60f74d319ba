/*
 * `npm run defences [-- --log file] [-- text …]`: takes each defence of `defences.ts` away (or those whose name contains one of
 * the texts) and runs the tests that have to notice. Exit code 1 when one of them passes all the same. First the tests of all of
 * them run with nothing taken away, where they have to pass.
 *
 * Works in a git worktree of its own beside this one: no file here is touched. What is tried in a browser needs a build, of
 * a site that is small (`small-site.ts`): about 15 s each. All of it takes a quarter of an hour; with `--log` each outcome is
 * noted in that file, and what it holds is not done again.
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Defence, defences, takeAway } from './defences'
import { pages } from './small-sidebar'

const root = process.cwd()
const { values, positionals: texts } = parseArgs({ options: { log: { type: 'string' } }, allowPositionals: true })
/** With nothing taken away, in a browser and without one: a test that fails then would show nothing. */
const controls = [true, false].map((browser): Defence => {
  const tests = defences.flatMap((defence) => (inBrowser(defence) === browser ? defence.tests : []))
  return { name: `nothing (${browser ? 'in a browser' : 'unit tests'})`, changes: [], tests }
})
const chosen = [...controls, ...defences].filter(
  ({ name }) => texts.length === 0 || texts.some((text) => name.includes(text)),
)
if (chosen.length === 0) {
  console.error(`no defence has any of ${JSON.stringify(texts)} in its name: see test/defences/defences.ts`)
  process.exit(2)
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'defences-'))
const copy = path.join(folder, 'site')
process.on('exit', () => {
  spawnSync('git', ['worktree', 'remove', '--force', copy], { cwd: root })
  rmSync(folder, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

run(root, ['git', 'worktree', 'add', '--quiet', '--detach', copy])
// What is not committed yet counts too.
for (const file of lines(run(root, ['git', 'ls-files', '-mo', '--exclude-standard']))) {
  if (existsSync(path.join(root, file))) cpSync(path.join(root, file), path.join(copy, file))
}
symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
for (const file of readdirSync(path.join(copy, 'docs'))) {
  if (!pages.includes(path.parse(file).name) && file !== 'tags.yml')
    rmSync(path.join(copy, 'docs', file), { recursive: true })
}

/** How an outcome that is none begins: it is not noted. */
const UNTRIED = 'it cannot be tried'

let wrong = 0
for (const defence of chosen) {
  const started = performance.now()
  const key = keyOf(defence)
  const noted = outcomes().find((outcome) => outcome.key === key)
  const { failed, passed } = noted ?? tryWithout(defence)
  if (
    noted === undefined &&
    values.log !== undefined &&
    !passed.concat(failed).some((name) => name.startsWith(UNTRIED))
  ) {
    appendFileSync(values.log, `${JSON.stringify({ key, name: defence.name, failed, passed })}\n`)
  }
  const seconds = noted ? 'noted before' : `${Math.round((performance.now() - started) / 1000)} s`
  const control = defence.changes.length === 0
  const others = control ? failed : passed
  wrong += others.length
  const verdict = control ? (others.length === 0 ? 'passes' : 'FAILS') : others.length === 0 ? 'noticed' : 'NOT NOTICED'
  console.log(
    `${verdict}: without ${defence.name} (${(control ? passed : failed).length} tests ${control ? 'pass' : 'fail'}, ${seconds})`,
  )
  for (const name of others) console.log(`    ${control ? 'fails' : 'still passes'}: ${name.slice(0, 2000)}`)
}
process.exitCode = wrong > 0 ? 1 : 0

interface Outcome {
  readonly failed: readonly string[]
  readonly passed: readonly string[]
}

function inBrowser(defence: Defence): boolean {
  return defence.tests.some(({ file }) => file.startsWith('e2e/'))
}

/** Another one as soon as the defence, a source that it changes or a test of it is another. */
function keyOf({ name, changes, tests }: Defence): string {
  const hash = createHash('sha256').update(
    JSON.stringify([name, changes, tests.map((each) => [each.file, each.name.source])]),
  )
  for (const { file } of [...changes, ...tests]) hash.update(readFileSync(path.join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

function outcomes(): (Outcome & { readonly key: string })[] {
  if (values.log === undefined || !existsSync(values.log)) return []
  return lines(readFileSync(values.log, 'utf8')).map((line) => JSON.parse(line))
}

function tryWithout(defence: Defence): Outcome {
  const sources = new Map<string, string>()
  try {
    for (const change of defence.changes) {
      const file = path.join(copy, change.file)
      const source = readFileSync(file, 'utf8')
      if (!sources.has(file)) sources.set(file, source)
      writeFileSync(file, takeAway(source, defence, change))
    }
    const browser = inBrowser(defence)
    const config = ['--config', 'test/defences/small-site.ts', '--locale', 'en', '--no-minify']
    if (browser) run(copy, ['npx', '--no-install', 'docusaurus', 'build', ...config])
    return testsOf(defence, browser ? 'e2e' : 'unit')
  } catch (error) {
    // A row that is written wrong is no reason to leave the others.
    const why = [`${UNTRIED}: ${error instanceof Error ? error.message.slice(0, 2000) : error}`]
    return defence.changes.length === 0 ? { failed: why, passed: [] } : { failed: [], passed: why }
  } finally {
    for (const [file, source] of sources) writeFileSync(file, source)
  }
}

function testsOf(defence: Defence, project: string): Outcome {
  const report = path.join(folder, 'report.json')
  const names = [...new Set(defence.tests.map(({ name }) => name.source))].join('|')
  const files = [...new Set(defence.tests.map(({ file }) => file))]
  // What is not stopped any more goes on for ever: so a test has not long.
  const times = project === 'e2e' ? ['--testTimeout=12000'] : ['--testTimeout=5000']
  rmSync(report, { force: true })
  const command = ['npx', '--no-install', 'vitest', 'run', '--project', project, ...files, '-t', names, ...times]
  spawnSync(command[0] as string, [...command.slice(1), '--reporter=json', `--outputFile=${report}`], { cwd: copy })
  const results = (JSON.parse(readFileSync(report, 'utf8')) as Report).testResults.flatMap(
    (file) => file.assertionResults,
  )
  const having = (status: string) =>
    results.filter((result) => result.status === status).map(({ fullName }) => fullName)
  const failed = having('failed')
  const passed = having('passed')
  if (failed.length + passed.length > 0) return { failed, passed }
  const none = [`${UNTRIED}: no test is called ${names}`]
  return defence.changes.length === 0 ? { failed: none, passed } : { failed, passed: none }
}

interface Report {
  readonly testResults: readonly { readonly assertionResults: readonly { status: string; fullName: string }[] }[]
}

function run(cwd: string, [command = '', ...rest]: readonly string[]): string {
  const done: SpawnSyncReturns<string> = spawnSync(command, rest, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (done.status !== 0) throw new Error(`${command} ${rest.join(' ')} failed:\n${done.stdout}\n${done.stderr}`)
  return done.stdout
}

function lines(output: string): string[] {
  return output.split('\n').filter((line) => line !== '')
}
