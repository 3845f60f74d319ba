/** What a playground needs once it is used: a chunk of its own, loaded by `use-run.ts`. */

import type { Example } from '../../fences/example'
import { getRunnerClient } from '../../runner/client'
import { RunController } from './run-controller'

export { default as ErrorReport } from './ErrorReport'
export { endingWords } from './ending-text'
export { default as Output } from './Output'
export { problemsOf } from './problems'

/** The runs of one playground, on the page's shared runner. */
export function createRunController(example: Example): RunController {
  return new RunController(getRunnerClient(), example)
}
