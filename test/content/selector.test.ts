import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { freshSeeds } from '../differential/seeds'
import { loadOracle } from '../oracle/oracle'
import { runScript, scriptOf } from './selector/script'

/*
 * Where input and output stand in the turn: CPython's own `add_reader` and `add_writer` on a selector that is fed by
 * the same script as ours.
 */

const python = readFileSync(new URL('./selector/script.py', import.meta.url), 'utf8')
const { first: from } = freshSeeds(300)
const seeds = [...Array(600).keys(), ...Array.from({ length: 300 }, (_, i) => from + i)]

test('a selector is asked, and its readers and writers are called, when CPython does it, in random scripts', async () => {
  console.log(`The fresh scripts are those of the seeds from ${from} on`)
  const oracle = await loadOracle()
  const scripts = seeds.map(scriptOf)
  const theirs = oracle.runEach(
    python,
    'run_script',
    scripts.map((script) => JSON.stringify(script)),
  )
  let calls = 0
  for (const [i, script] of scripts.entries()) {
    const ours = runScript(script)
    calls += ours.length
    const told = `seed ${seeds[i]}: ${JSON.stringify(script)}`
    expect(ours.join('\n'), told).toBe(theirs[i]?.trimEnd())
  }
  // They are about something: each seed has some callbacks.
  expect(calls).toBeGreaterThan(10 * scripts.length)
})
