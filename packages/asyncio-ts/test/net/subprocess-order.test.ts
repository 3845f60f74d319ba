import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { replay, replayStreams, type Script } from './subprocess-order/replay.js'

/*
 * What a protocol of a subprocess is told, and in which order: as recorded of CPython, on processes of a machine, by
 * `subprocess-order/record.py`.
 */

type Recorded = Script & { readonly log: readonly string[]; readonly streams: readonly string[] }
const [first = '', ...rest] = readFileSync(new URL('./subprocess-order/recorded.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const { python }: { readonly python: string } = JSON.parse(first)
const runs: readonly Recorded[] = rest.map((line) => JSON.parse(line))

/** Which of several pipes that end at once is heard of first is for the system to say: those are in order of their numbers. */
function ordered(log: readonly string[]): readonly string[] {
  const pipes = (line: string) => /^pipe_connection_lost|^std... end$|^drain ./.test(line)
  const lines = [...log]
  for (let from = 0; from < lines.length; from += 1) {
    let to = from
    while (pipes(lines[to] ?? '')) to += 1
    if (to > from) lines.splice(from, to - from, ...lines.slice(from, to).sort())
    from = to
  }
  return lines
}

test(`a protocol of a subprocess is told what CPython ${python} tells it, in the same order`, () => {
  expect(runs).toHaveLength(160)
  for (const { log, streams: _, ...script } of runs)
    expect(ordered(replay(script)), JSON.stringify(script)).toEqual(ordered(log))
})

test(`the streams of a subprocess give what CPython’s give, and in the same order`, () => {
  for (const { log: _, streams, ...script } of runs) {
    expect(ordered(replayStreams(script)), JSON.stringify(script)).toEqual(ordered(streams))
  }
})

test('the scripts are about each thing that a protocol is told', () => {
  const told = new Set(runs.flatMap(({ log }) => log.map((line) => line.split(' ')[0])))
  for (const callback of [
    ...['connection_made', 'pipe_data_received', 'pipe_connection_lost', 'process_exited', 'connection_lost'],
    ...['pause_writing', 'resume_writing'],
  ]) {
    expect(told).toContain(callback)
  }
  expect(runs.flatMap(({ log }) => log).filter((line) => line.includes('BrokenPipeError')).length).toBeGreaterThan(3)
})
