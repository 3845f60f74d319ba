/* A thread that runs programs on a mutant of asyncio-ts, which is bundled into it. */
import { parentPort, workerData } from 'node:worker_threads'
import { kinds } from '../content/random/kinds'
import type { Log } from './kind'
import { runOurs } from './run-both'
import { programOf } from './seeds'

/** Programs of one kind, from seed `first` on, by what CPython logs of them. */
export interface Trial {
  readonly kind: string
  readonly first: number
  readonly logs: readonly Log[]
}

/** The first seed with another log, or null. */
export type TrialAnswer = number | null

/** Where the parent reads with which seed the mutant has begun. */
const { began } = workerData as { readonly began: Float64Array }

parentPort?.on('message', async ({ kind: name, first, logs }: Trial) => {
  parentPort?.postMessage(await firstDifference(name, first, logs))
})

async function firstDifference(name: string, first: number, logs: readonly Log[]): Promise<TrialAnswer> {
  const kind = kinds.find((kind) => kind.name === name)
  if (kind === undefined) throw new RangeError(`no kind has the name ${name}`)
  for (const [index, log] of logs.entries()) {
    began[0] = first + index
    if ((await runOurs(kind, programOf(kind, first + index).value)) !== log) return first + index
  }
  return null
}
