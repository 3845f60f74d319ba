/*
 * `npm run diff -- [--seeds 1..10000] [--kind all] [--jobs 2]`: runs a random program of each seed and kind on CPython
 * and on asyncio-ts. Ends at the first difference, with the smallest program that shows it, and exit code 1.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { bundleForNode } from '../../scripts/bundle-for-node.mjs'
import { kinds } from '../content/random/kinds'
import type { Answer, Piece } from './diff-thread'
import { Progress } from './progress'
import { parseSeeds, pieces, type SeedRange } from './seeds'

/** Seeds that a thread is given at a time. */
const PIECE = 1000
/** No piece takes nearly as long: then a program of it does not end. */
const DEADLINE_MS = 120_000

const { seeds, chosen, jobs } = readOptions()
const work = allPieces(chosen, seeds)
const progress = new Progress((seeds.last - seeds.first + 1) * chosen.length)
const thread = await bundleForNode('test/differential/diff-thread.ts')
const workers: Worker[] = []
let failed = false

await Promise.all(Array.from({ length: jobs }, runThread))
if (!failed) progress.finish()

/** Takes pieces until there are none, or until a thread has found a difference. */
async function runThread(): Promise<void> {
  const began = new Float64Array(new SharedArrayBuffer(8))
  const worker = new Worker(thread, { workerData: { began } })
  workers.push(worker)
  try {
    for (const piece of work) {
      const answer = await ask(worker, piece, began)
      if (answer !== null && !failed) await fail(answer)
      if (failed) return
      progress.add(piece.seeds.last - piece.seeds.first + 1)
    }
  } catch (error) {
    // The others are told to end when the first one has failed; what becomes of them is of no interest.
    if (!failed) throw error
  } finally {
    await worker.terminate()
  }
}

async function fail(what: string): Promise<void> {
  failed = true
  process.exitCode = 1
  progress.clear()
  console.log(what)
  await Promise.all(workers.map((worker) => worker.terminate()))
}

function ask(worker: Worker, piece: Piece, began: Float64Array): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      act()
    }
    const onMessage = (answer: Answer) => settle(() => resolve(answer))
    const onError = (error: unknown) => settle(() => reject(error))
    const onExit = (code: number) => settle(() => reject(new Error(`a thread ended with ${code}`)))
    const timer = setTimeout(() => {
      const again = `Again: npm run diff -- --kind ${piece.kind} --seeds ${began[0]}`
      settle(() => resolve(`asyncio-ts does not end: kind ${piece.kind}, seed ${began[0]}.\n${again}`))
    }, DEADLINE_MS)
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    worker.postMessage(piece)
  })
}

/** All threads take from one list. */
function* allPieces(which: typeof kinds, range: SeedRange): Generator<Piece> {
  for (const seeds of pieces(range, PIECE)) for (const { name } of which) yield { kind: name, seeds }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        seeds: { type: 'string', default: '1..10000' },
        kind: { type: 'string', default: 'all' },
        jobs: { type: 'string', default: `${Math.min(2, availableParallelism())}` },
      },
    })
    return { seeds: parseSeeds(values.seeds), chosen: kindsCalled(values.kind), jobs: parseJobs(values.jobs) }
  } catch (error) {
    console.error((error as Error).message)
    process.exit(2)
  }
}

function kindsCalled(name: string): typeof kinds {
  const called = kinds.filter((kind) => name === 'all' || kind.name === name)
  if (called.length > 0) return called
  const names = kinds.map(({ name }) => name).join(', ')
  throw new RangeError(`--kind: expected all or one of ${names}, got ${JSON.stringify(name)}`)
}

function parseJobs(text: string): number {
  const jobs = Number(text)
  if (Number.isInteger(jobs) && jobs >= 1) return jobs
  throw new RangeError(`--jobs: expected a number of threads from 1, got ${JSON.stringify(text)}`)
}
