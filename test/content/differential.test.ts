import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { runTypeScript } from '../../plugins/record-examples/run-typescript'
import { loadOracle, type Oracle } from '../oracle/oracle'
import { firstDifference, splitLines, table } from './line-table'
import { generatorPrograms } from './random/generator-programs'
import { runGeneratorProgram } from './random/generators'
import { groupPrograms } from './random/group-programs'
import { runGroupProgram } from './random/groups'
import { runProgram, runProgramSync } from './random/interpreter'
import { randomPrograms } from './random/programs'
import { runSyncProgram } from './random/sync'
import { syncPrograms } from './random/sync-programs'

/*
 * Programs about the order of events, each written in both languages: `order/<name>.ts` and `order/<name>.py`.
 * What they print, and at which loop times, must be the same; what that is, CPython decides. Beside them, random
 * programs (`random/`); `SEED=7 RUNS=10000 npx vitest run --project content -t random` tries others.
 */
const folder = new URL('./order/', import.meta.url)
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.py'))
  .map((file) => file.slice(0, -'.py'.length))

let oracle: Oracle

beforeAll(async () => {
  oracle = await loadOracle()
})

test.each(names)('asyncio-ts does what CPython does: %s', async (name) => {
  const read = (extension: string) => readFileSync(new URL(`${name}.${extension}`, folder), 'utf8')
  const cpython = oracle.run(read('py'))
  const ours = await runTypeScript({ id: name, code: read('ts'), start: '00:00:00', clock: 'virtual' })
  const theirs = splitLines(cpython.lines)
  const lines = splitLines(ours.lines)
  expect(theirs.length).toBeGreaterThan(0)
  const difference = firstDifference(theirs, lines)
  if (difference !== null) {
    const columns = table({ title: 'CPython', lines: theirs }, { title: 'asyncio-ts', lines })
    expect.fail(`test/content/order/${name}: the first difference is in line ${difference + 1}.\n${columns}\n`)
  }
})

const random = { seed: Number(process.env.SEED ?? 1), numRuns: Number(process.env.RUNS ?? 500) }

/** What an interpreter of `random/`, written in Python, logs of a program. */
function onCPython(interpreter: string, program: unknown, entry = 'run_program'): readonly string[] {
  const run = oracle.run(`${interpreter}\n${entry}(${JSON.stringify(JSON.stringify(program))})`)
  expect(run.error).toBeNull()
  return run.lines.map(({ text }) => text)
}

function readInterpreter(name: string): string {
  return readFileSync(new URL(`./random/${name}.py`, import.meta.url), 'utf8')
}

test('asyncio-ts does what CPython does: random programs', () => {
  const interpreter = readInterpreter('interpreter')
  fc.assert(
    fc.property(randomPrograms, (program) => {
      expect(runProgramSync(program)).toEqual(onCPython(interpreter, program))
    }),
    random,
  )
})

test('asyncio-ts does what CPython does: random locks, conditions, barriers and queues', () => {
  const interpreter = readInterpreter('sync')
  fc.assert(
    fc.property(syncPrograms, (program) => {
      expect(runSyncProgram(program)).toEqual(onCPython(interpreter, program))
    }),
    random,
  )
})

test('asyncio-ts does what CPython does: random groups, timeouts and waits', () => {
  const interpreter = `${readInterpreter('interpreter')}\n${readInterpreter('groups')}`
  fc.assert(
    fc.property(groupPrograms, (program) => {
      expect(runGroupProgram(program)).toEqual(onCPython(interpreter, program, 'run_group_program'))
    }),
    random,
  )
})

test('asyncio-ts does what CPython does: random generators', () => {
  const interpreter = readInterpreter('generators')
  fc.assert(
    fc.property(generatorPrograms, (program) => {
      expect(runGeneratorProgram(program)).toEqual(onCPython(interpreter, program))
    }),
    random,
  )
})

test('a loop that hops on the loop of JavaScript does what one does that never leaves it', async () => {
  await fc.assert(
    fc.asyncProperty(randomPrograms, async (program) => {
      expect(await runProgram(program)).toEqual(runProgramSync(program))
    }),
    random,
  )
})
