import { readFileSync } from 'node:fs'

const PARTS = [
  'room',
  'ops/prepare',
  'ops/flow',
  'ops/tasks',
  'ops/several',
  'ops/callbacks',
  'ops/limits',
  'ops/locks',
]

/** The Python half of the language, as one program: `run_program(text)` runs a program, given as JSON. */
export function readRoom(): string {
  return [...PARTS, 'ops/queues', 'run'].map(read).join('\n')
}

/** A part of the Python half, by its name. */
export function read(name: string): string {
  return readFileSync(new URL(`./${name}.py`, import.meta.url), 'utf8')
}
