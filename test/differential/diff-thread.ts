/* A thread of `npm run diff`: runs what it is asked for, one piece after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import { kinds } from '../content/random/kinds'
import { loadOracle } from '../oracle/oracle'
import { report } from './report'
import { search } from './search'
import type { SeedRange } from './seeds'

/** One piece of work. */
export interface Piece {
  readonly kind: string
  readonly seeds: SeedRange
}

/** What came of it: the report of a difference, or null. */
export type Answer = string | null

/** Where the parent reads with which seed asyncio-ts has begun: a thread that hangs cannot say it any more. */
const { began } = workerData as { readonly began: Float64Array }

const oracle = await loadOracle()

parentPort?.on('message', async (piece: Piece) => {
  const kind = kinds.find(({ name }) => name === piece.kind)
  if (kind === undefined) throw new RangeError(`no kind has the name ${piece.kind}`)
  const difference = await search(oracle, kind, piece.seeds, (seed) => {
    began[0] = seed
  })
  const answer: Answer = difference && report(difference)
  parentPort?.postMessage(answer)
})
