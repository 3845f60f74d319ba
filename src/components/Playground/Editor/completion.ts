/** What completes names: a chunk of its own, loaded once there is an editor. */
import { autocompletion } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { completeNames, completeOwnNames } from './names'

export const completions: Extension = autocompletion({ icons: false, override: [completeNames, completeOwnNames] })
