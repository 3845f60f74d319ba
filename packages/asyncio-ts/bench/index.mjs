/*
 * `npm run bench`: all contenders side by side. Each measurement is a fresh process with the same flags; the rounds go
 * through all contenders one after the other, so that a busy minute of the machine hits them all alike; medians count.
 * Ratios are of processor time: they hold on a machine that does other things beside.
 *
 *   npm run bench                                        the whole table
 *   npm run bench -- --only=switch,wake                  some works
 *   npm run bench -- --contenders=asyncio-ts,native      some contenders
 *   npm run bench -- --against=HEAD~1                    asyncio-ts as of another commit beside this one
 *   npm run bench -- --rounds=9
 *   npm run bench -- --write                             also writes static/bench.json
 */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import os from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { aims } from './aims.mjs'
import { buildPackage } from './build.mjs'
import { measureSizes } from './sizes.mjs'
import { works } from './works.mjs'

const exec = promisify(execFile)

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    contenders: { type: 'string' },
    against: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    write: { type: 'boolean', default: false },
  },
})

const FLAGS = ['--expose-gc']
const ALL = [
  'asyncio-ts',
  'bare-ring',
  'bare-ring-delegating',
  'native',
  'co',
  'effection',
  'redux-saga',
  'effect',
  'fake-timers',
  'pyodide',
  'python',
]
/** Starting CPython in WebAssembly takes seconds, and its times hardly scatter. */
const FEWER_ROUNDS = { pyodide: 3 }

const script = fileURLToPath(new URL('measure.mjs', import.meta.url))
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const list = (text) => text?.split(',').map((part) => part.trim())

async function measure({ module, env }, ...args) {
  const { stdout } = await exec(process.execPath, [...FLAGS, script, module, ...args], { env })
  return JSON.parse(stdout.trim().split('\n').at(-1))
}

function contender(module, extra = {}) {
  return { key: module, module, env: { ...process.env, ...extra } }
}

const ours = await buildPackage()
const contenders = (list(options.contenders) ?? ALL).map((module) => contender(module, { ASYNCIO_TS: ours }))
if (options.against !== undefined) {
  const ASYNCIO_TS = await buildPackage(options.against)
  const title = `asyncio-ts of ${options.against}`
  contenders.splice(1, 0, { ...contender('asyncio-ts', { ASYNCIO_TS, ASYNCIO_TS_TITLE: title }), key: options.against })
}
for (const one of contenders) Object.assign(one, await measure(one))

const wanted = list(options.only) ?? [...Object.keys(works), 'sizes']
const table = {}

for (const [work, { title, unit, about }] of Object.entries(works)) {
  if (!wanted.includes(work)) continue
  const able = contenders.filter((one) => one.works.includes(work))
  const samples = new Map(able.map((one) => [one, []]))
  for (let round = 0; round < Number(options.rounds); round += 1) {
    for (const one of able) {
      if (round < (FEWER_ROUNDS[one.key] ?? Number.POSITIVE_INFINITY)) samples.get(one).push(await measure(one, work))
    }
  }
  const rows = able.map((one) => {
    const taken = samples.get(one)
    const middle = (key) => median(taken.map((sample) => sample[key]))
    const row = { key: one.key, title: one.title, version: one.version ?? null }
    if (unit === 'B') return { ...row, value: middle('bytes') }
    return { ...row, value: middle('cpu'), best: Math.min(...taken.map(({ cpu }) => cpu)), wall: middle('wall') }
  })
  table[work] = { title, unit, about, rows }
  print(table[work])
}

const sizes = wanted.includes('sizes') ? await measureSizes() : []
if (sizes.length > 0) {
  console.log('\nsize, kB (minified, minified + gzip)')
  for (const { title, names, minified, gzip } of sizes) {
    console.log(`  ${`${title} ${names}`.padEnd(62)} ${kB(minified).padStart(8)} ${kB(gzip).padStart(8)}`)
  }
}

const judged = aims(table, sizes)
if (judged.length > 0) {
  console.log('\naims')
  for (const { text, reached, aim, met, missedBy, floor } of judged) {
    const missed = met ? '' : `, missed by ${(missedBy * 100).toFixed(0)} %`
    const least = floor === null ? '' : `; ${round(floor.value)} ${floor.is}`
    console.log(`  ${met ? 'met   ' : 'MISSED'} ${text}: ${round(reached)} (aim: ${aim}${missed}${least})`)
  }
}

if (options.write) {
  const result = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${os.cpus()[0].model.trim()}, ${os.cpus().length} cores, ${os.type()} ${os.arch()}`,
    node: process.version,
    flags: FLAGS.join(' '),
    rounds: Number(options.rounds),
    works: table,
    sizes,
    aims: judged,
  }
  const file = fileURLToPath(new URL('../../../static/bench.json', import.meta.url))
  writeFileSync(
    file,
    `${JSON.stringify(result, (_, value) => (typeof value === 'number' ? round(value) : value), 2)}\n`,
  )
  console.log(`\nwritten: static/bench.json`)
}

function print({ title, unit, about, rows }) {
  const base = rows.find(({ key }) => key === 'asyncio-ts')?.value
  console.log(`\n${title}, ${unit} (${about})`)
  if (unit === 'ns') console.log(`${' '.repeat(40)}     cpu    best    wall   × asyncio-ts`)
  for (const { title: name, version, value, best, wall } of rows) {
    const label = `  ${name}${version ? ` ${version}` : ''}`.padEnd(40)
    const numbers = [value, best, wall].filter((number) => number !== undefined).map((number) => whole(number))
    console.log(`${label}${numbers.join('')}${base ? (value / base).toFixed(2).padStart(10) : ''}`)
  }
}

function whole(number) {
  return number.toFixed(number < 100 ? 1 : 0).padStart(8)
}

function kB(bytes) {
  return (bytes / 1000).toFixed(2)
}

function round(number) {
  return Math.round(number * 100) / 100
}
