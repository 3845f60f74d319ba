/*
 * `npm run mutate [-- --seeds 1..20000] [text]`: breaks asyncio-ts in each way of mutations.ts (or in those whose name
 * contains the text), and shows which random program finds it out. Exit code 1 when one is not found.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadOracle } from '../oracle/oracle'
import { MutationTest } from './mutants'
import { mutate, mutations } from './mutations'
import { parseSeeds } from './seeds'

const { values, positionals } = parseArgs({
  options: { seeds: { type: 'string', default: '1..20000' } },
  allowPositionals: true,
})
const seeds = parseSeeds(values.seeds)
const text = positionals.join(' ')
const chosen = mutations.filter(({ name }) => name.includes(text))
if (chosen.length === 0) {
  console.error(`no mutation has ${JSON.stringify(text)} in its name: see test/differential/mutations.ts`)
  process.exit(2)
}
checkAll()
const mutationTest = new MutationTest(await loadOracle(), seeds)
const width = Math.max(...chosen.map(({ name }) => name.length))
let missed = 0

console.log(`${'mutation'.padEnd(width)}  found by a program of kind, after so many`)
for (const mutation of chosen) {
  const found = await mutationTest.find(mutation)
  if (found === null) missed += 1
  const how =
    found === null
      ? `NOT FOUND in ${seeds.last - seeds.first + 1} programs of each kind`
      : `${found.kind} ${found.seed - seeds.first + 1}${found.how === 'differs' ? '' : `, ${found.how}`}`
  console.log(`${mutation.name.padEnd(width)}  ${how}`)
}
console.log(`${chosen.length - missed} of ${chosen.length} mutations found`)
if (missed > 0) process.exitCode = 1

/** Before anything takes long: whether all that is asked for can be done. */
function checkAll(): void {
  for (const mutation of chosen) {
    try {
      mutate(readFileSync(`packages/asyncio-ts/src/${mutation.file}`, 'utf8'), mutation)
    } catch (error) {
      console.error((error as Error).message)
      process.exitCode = 2
    }
  }
  if (process.exitCode === 2) process.exit()
}
