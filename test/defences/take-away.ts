/*
 * `npm run defences [-- text …]`: takes each defence of `defences.ts` away (or those whose name contains one of the texts) and runs
 * the tests that have to notice. Exit code 1 when one of them passes all the same.
 *
 * Works in a git worktree of its own beside this one: no file here is touched. Those that are tried in a browser need a
 * build each, about 20 s.
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Defence, defences, takeAway } from './defences'

const root = process.cwd()
const texts = process.argv.slice(2)
const chosen = defences.filter(({ name }) => texts.length === 0 || texts.some((text) => name.includes(text)))
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
  cpSync(path.join(root, file), path.join(copy, file))
}
symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))

let missed = 0
for (const defence of chosen) {
  const { noticed, ignored } = tryWithout(defence)
  missed += ignored.length
  console.log(
    `${ignored.length === 0 ? 'noticed' : 'NOT NOTICED'}: without ${defence.name} (${noticed.length} tests fail)`,
  )
  for (const name of ignored) console.log(`    still passes: ${name.slice(0, 120)}`)
}
process.exitCode = missed > 0 ? 1 : 0

interface Outcome {
  readonly noticed: readonly string[]
  readonly ignored: readonly string[]
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
    const inBrowser = defence.tests.some(({ file }) => file.startsWith('e2e/'))
    if (inBrowser) run(copy, ['npx', '--no-install', 'docusaurus', 'build', '--locale', 'en'])
    return testsOf(defence, inBrowser ? 'e2e' : 'unit')
  } finally {
    for (const [file, source] of sources) writeFileSync(file, source)
  }
}

function testsOf(defence: Defence, project: string): Outcome {
  const report = path.join(folder, 'report.json')
  const names = defence.tests.map(({ name }) => name.source).join('|')
  const files = defence.tests.map(({ file }) => file)
  // What is not stopped any more goes on for ever: so a test has not long.
  const times = project === 'e2e' ? ['--testTimeout=15000'] : ['--testTimeout=5000']
  rmSync(report, { force: true })
  const command = ['npx', '--no-install', 'vitest', 'run', '--project', project, ...files, '-t', names, ...times]
  spawnSync(command[0] as string, [...command.slice(1), '--reporter=json', `--outputFile=${report}`], { cwd: copy })
  const results = (JSON.parse(readFileSync(report, 'utf8')) as Report).testResults.flatMap(
    (file) => file.assertionResults,
  )
  const having = (...status: string[]) =>
    results.filter((result) => status.includes(result.status)).map(({ fullName }) => fullName)
  const noticed = having('failed')
  const ignored = having('passed')
  if (noticed.length + ignored.length === 0) ignored.push(`no test is called ${names}`)
  return { noticed, ignored }
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
