import { fileURLToPath } from 'node:url'
import { bundleString } from '../../plugins/bundle-string/bundle'
import type { Program } from '../../src/runner/client'
import { runInNode } from '../../src/runner/node'
import type { Ending, SessionState } from '../../src/runner/session'

/** The worker's script, as the page has it in a string; bundled once for all runs. */
const bundled = bundleString(fileURLToPath(new URL('../../src/runner/worker/prelude.ts', import.meta.url)))

/** A run that is over. */
export interface TypeScriptRun extends SessionState {
  readonly ending: Ending
}

/** Runs a program to its end as the page does, in a realm of its own and without waiting for the clock. */
export async function runTypeScript({ id, code, start, clock }: Omit<Program, 'speed'>): Promise<TypeScriptRun> {
  const { code: bundle } = await bundled
  const state = await runInNode({ id, code, start, clock, speed: 'instant' }, { bundle })
  if (state.ending === null) throw new Error(`the run of ${id} came back without an ending`)
  return { ...state, ending: state.ending }
}
