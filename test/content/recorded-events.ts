import type { TraceEvent } from 'asyncio-ts/trace'
import { beforeAll } from 'vitest'
import { runnerScripts } from '../../plugins/record-examples/run-typescript'
import type { Example } from '../../src/fences'
import { type NodeRunOptions, runInNode } from '../../src/runner/node'

/** The trace of the run of an example, which is run once in each language. */
export type EventsOf = (locale: string, example: Example) => Promise<readonly TraceEvent[]>

/** To be called where the tests of a file are declared. */
export function recordedEvents(): EventsOf {
  let options: NodeRunOptions = { bundle: '' }
  beforeAll(async () => {
    const { worker, parts } = await runnerScripts()
    options = { bundle: worker, parts }
  })
  const runs = new Map<string, Promise<readonly TraceEvent[]>>()
  return (locale, { id, code, start, clock }) => {
    const key = `${locale} ${id}`
    const run = runs.get(key) ?? runInNode({ id, code, start, clock }, options).then(({ trace }) => trace.events)
    runs.set(key, run)
    return run
  }
}
