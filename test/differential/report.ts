import { table, untimed } from '../content/line-table'
import type { Log } from './kind'
import type { Difference } from './search'

const WIDTH = 100

/** What a reader needs to go after a difference: the smallest program, both logs, and how to see it again. */
export function report({ kind, seed, found, smallest, steps }: Difference): string {
  const column = (title: string, log: Log) => ({ title, lines: untimed(log.replace(/\n$/, '')) })
  const [before, after] = [found, smallest].map(({ program }) => JSON.stringify(program).length)
  return [
    `CPython and asyncio-ts differ: kind ${kind.name}, seed ${seed}.`,
    `The smallest program that shows it (in ${steps} steps from ${before} characters to ${after}):`,
    '',
    showProgram(smallest.program),
    '',
    table(column('CPython', smallest.cpython), column('asyncio-ts', smallest.ours)),
    '',
    `Again: npm run diff -- --kind ${kind.name} --seeds ${seed}`,
  ].join('\n')
}

/** JSON, of which each part that fits stands on one line. */
export function showProgram(program: unknown, indent = ''): string {
  const flat = JSON.stringify(program)
  if (typeof program !== 'object' || program === null || indent.length + flat.length <= WIDTH) return flat
  const inner = `${indent}  `
  const [open, close] = Array.isArray(program) ? '[]' : '{}'
  const parts = Array.isArray(program)
    ? program.map((part) => showProgram(part, inner))
    : Object.entries(program).map(([key, part]) => `${JSON.stringify(key)}: ${showProgram(part, inner)}`)
  return `${open}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${close}`
}
