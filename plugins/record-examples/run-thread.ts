import { parentPort } from 'node:worker_threads'
import { type NodeRunOptions, runInNode } from '../../src/runner/node'

/** What the thread is asked: see `run-typescript.ts`. It answers with the state of the session at its end. */
export interface RunRequest {
  readonly program: Parameters<typeof runInNode>[0]
  readonly options: NodeRunOptions
}

parentPort?.on('message', async ({ program, options }: RunRequest) => {
  parentPort?.postMessage(await runInNode(program, options))
})
