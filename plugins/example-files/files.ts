import type { Example } from '../../src/fences/example'
import { atHome } from './at-home'

/** An example's programs as files of their own, ready to be saved and run. */
export function exampleFiles(example: Example): { name: string; text: string }[] {
  const typescript = { name: `${example.id}.ts`, text: `${atHome(example)}\n` }
  if (example.twin.kind === 'none') return [typescript]
  return [typescript, { name: `${example.id}.py`, text: `${example.twin.code}\n` }]
}
