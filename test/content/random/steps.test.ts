import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { bundleString } from '../../../plugins/bundle-string/bundle'
import { limits } from '../../../src/runner/limits'
import { runInNode } from '../../../src/runner/node'
import { randomSource } from './source'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const PROGRAMS = 100

let bundle = ''
beforeAll(async () => {
  bundle = (await bundleString(join(root, 'src/runner/worker/prelude.ts'))).code
})

describe('a random program', () => {
  test('does the same whether it tells of its steps or not, and each line that it prints was printed where its trace says', async () => {
    let ran = 0
    let printed = 0
    let ended = 0
    for (let seed = 1; seed <= PROGRAMS; seed += 1) {
      const code = randomSource(`${seed}`)
      const program = { id: `random-${seed}`, code }
      const where = `seed ${seed}:\n${code}`
      const plain = await runInNode(program, { bundle, steps: false })
      // Some print so much that it is a matter of the machine's speed whether that is too much at once.
      if (plain.lines.length > limits.batchLines) continue
      const { trace, ...whole } = await runInNode(program, { bundle })
      const lines = whole.lines.map(({ event: _, values: __, ...line }) => line)
      expect(plain.ending?.kind, where).toMatch(/^(?:finished|failed)$/)
      ran += 1
      expect({ ...whole, runId: 0, lines }, where).toEqual({
        ...plain,
        runId: 0,
        lines: plain.lines.map(({ event: _, values: __, ...line }) => line),
        trace: undefined,
      })
      expect(trace.plain, where).toBeUndefined()
      const end =
        trace.events.find(({ kind }) => kind === 'lines/end' || kind === 'truncated')?.i ?? Number.POSITIVE_INFINITY
      if (end !== Number.POSITIVE_INFINITY) ended += 1
      for (const { event = end, text } of whole.lines) {
        const line = Number(/^\d+/.exec(text)?.[0])
        if (event >= end || Number.isNaN(line)) continue
        expect(trace.events[event]?.loc?.line, `event ${event}, "${text}", ${where}`).toBe(line)
        printed += 1
      }
    }
    // Most traces must be whole, or little is tested.
    expect(ran).toBeGreaterThan(PROGRAMS * 0.8)
    expect(printed).toBeGreaterThan(ran * 10)
    expect(ended).toBeLessThan(ran / 2)
  })

  test('has a trace in which every event of a task but its first has a cause, which lies before it', async () => {
    for (let seed = 1; seed <= PROGRAMS / 3; seed += 1) {
      const { trace } = await runInNode({ id: 'random', code: randomSource(`${seed}`) }, { bundle })
      for (const { i, kind, cause, task, frame } of trace.events) {
        const where = `seed ${seed}, event ${i}, ${kind}`
        if (cause !== undefined) expect(cause, where).toBeLessThan(i)
        if (task !== undefined || frame !== undefined) expect(cause, where).toBeTypeOf('number')
      }
    }
  })
})
