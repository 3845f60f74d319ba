/** What the client needs of the bundler: the sandboxed scripts as strings, and a worker that compiles. */
import type { WorkerLike } from './compile/compiler'
import { startCompiler } from './compile/start'
import controller from './frame.ts?bundle'
import type { PartName } from './parts'
import type { ScriptBundle } from './sandbox'
import prelude from './worker/prelude.ts?bundle'

export interface RunnerAssets {
  readonly controller: ScriptBundle
  /** The script that stands before every program. */
  readonly prelude: string
  startCompiler(): WorkerLike
  /** The code of a part, loaded when a program needs it. */
  loadPart(name: PartName): Promise<string>
}

const parts: Readonly<Record<PartName, () => Promise<{ default: ScriptBundle }>>> = {
  'asyncio-ts/executor': () => import('./worker/executor.part.ts?bundle'),
  'asyncio-ts/net': () => import('./worker/net.part.ts?bundle'),
}

export const assets: RunnerAssets = {
  controller,
  prelude: prelude.code,
  startCompiler,
  loadPart: async (name) => (await parts[name]()).default.code,
}
