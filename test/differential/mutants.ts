import { Worker } from 'node:worker_threads'
import { bundleForNode } from '../../scripts/bundle-for-node.mjs'
import { kinds } from '../content/random/kinds'
import type { Oracle } from '../oracle/oracle'
import type { Kind, Log } from './kind'
import type { Trial, TrialAnswer } from './mutant-thread'
import { type Mutation, mutate } from './mutations'
import { differs, runBoth } from './run-both'
import { pieces, programOf, type SeedRange } from './seeds'

/** How a mutant was found. */
export interface Discovery {
  readonly kind: string
  readonly seed: number
  /** Whether it logs something else than CPython, or goes on for ever. */
  readonly how: 'differs' | 'does not end'
}

/** Programs of a kind that a mutant runs before it turns to the next kind. */
const PIECE = 100
/** So many small programs take a tenth of a second. */
const DEADLINE_MS = 30_000

/**
 * Runs mutants of asyncio-ts against CPython, which has to run each program only once for all of them. Sources are
 * changed on their way into a bundle: no file is touched.
 */
export class MutationTest {
  readonly #logs = new Map<string, readonly Log[]>()

  constructor(
    private readonly oracle: Oracle,
    private readonly seeds: SeedRange,
  ) {}

  /** The first program, going through all kinds in turns, that shows the mutation; null: none does. */
  async find(mutation: Mutation): Promise<Discovery | null> {
    const file = await bundleForNode('test/differential/mutant-thread.ts', {
      name: 'mutant-thread',
      edit: (path, text) => (path === `packages/asyncio-ts/src/${mutation.file}` ? mutate(text, mutation) : text),
    })
    const began = new Float64Array(new SharedArrayBuffer(8))
    const worker = new Worker(file, { workerData: { began } })
    try {
      for (const piece of pieces(this.seeds, PIECE)) {
        for (const kind of kinds) {
          const seed = await ask(worker, { kind: kind.name, first: piece.first, logs: await this.#logsOf(kind, piece) })
          if (seed === 'late') return { kind: kind.name, seed: began[0] as number, how: 'does not end' }
          if (seed !== null) return { kind: kind.name, seed, how: 'differs' }
        }
      }
      return null
    } finally {
      await worker.terminate()
    }
  }

  /** @throws Error when asyncio-ts differs from CPython as it stands: then nothing is said about its mutants. */
  async #logsOf(kind: Kind, { first, last }: SeedRange): Promise<readonly Log[]> {
    const key = `${kind.name} ${first}`
    const known = this.#logs.get(key)
    if (known !== undefined) return known
    const programs = Array.from({ length: last - first + 1 }, (_, index) => programOf(kind, first + index).value)
    const outcomes = await runBoth(this.oracle, kind, programs)
    const index = outcomes.findIndex(differs)
    if (index >= 0) {
      const command = `npm run diff -- --kind ${kind.name} --seeds ${first + index}`
      throw new Error(`asyncio-ts differs from CPython without any mutation, see ${command}: mend that first`)
    }
    const logs = outcomes.map(({ cpython }) => cpython)
    this.#logs.set(key, logs)
    return logs
  }
}

function ask(worker: Worker, trial: Trial): Promise<TrialAnswer | 'late'> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer)
      worker.off('message', onMessage).off('error', onError)
      act()
    }
    const onMessage = (answer: TrialAnswer) => settle(() => resolve(answer))
    const onError = (error: unknown) => settle(() => reject(error))
    const timer = setTimeout(() => settle(() => resolve('late')), DEADLINE_MS)
    worker.on('message', onMessage).on('error', onError)
    worker.postMessage(trial)
  })
}
