import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { bundleString } from '../../../plugins/bundle-string/bundle'
import { type RealmTime, runInNode } from '../../../src/runner/node'
import { randomSource } from './source'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const PROGRAMS = 100

let bundle = ''
beforeAll(async () => {
  bundle = (await bundleString(join(root, 'src/runner/worker/prelude.ts'))).code
})

/** A clock that hardly moves: how long something takes on this machine shall make no difference. */
function slowTime(): RealmTime {
  let now = 0
  return {
    now: () => {
      now += 0.001
      return now
    },
    setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  }
}

describe('a random program', () => {
  test('does the same whether it tells of its steps or not, and each line that it prints was printed where its trace says', async () => {
    let ran = 0
    let printed = 0
    let ended = 0
    for (let seed = 1; seed <= PROGRAMS; seed += 1) {
      const code = randomSource(`${seed}`)
      const program = { id: `random-${seed}`, code }
      const where = `seed ${seed}:\n${code}`
      const plain = await runInNode(program, { bundle, steps: false, time: slowTime() })
      const { trace, ...whole } = await runInNode(program, { bundle, time: slowTime() })
      // Some print too much; whether it is too much at once depends on when the machine lets a batch go.
      if (plain.ending?.kind === 'flood' || whole.ending?.kind === 'flood') continue
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
      const told = whole.lines.flatMap(({ event = end, text }) => {
        const line = Number(/^\d+/.exec(text)?.[0])
        return event >= end || Number.isNaN(line) ? [] : [{ event, text, line }]
      })
      expect(
        told.filter(({ event, line }) => trace.events[event]?.loc?.line !== line),
        where,
      ).toEqual([])
      printed += told.length
    }
    // Most traces must be whole, or little is tested.
    expect(ran).toBeGreaterThan(PROGRAMS * 0.8)
    expect(printed).toBeGreaterThan(ran * 10)
    expect(ended).toBeLessThan(ran / 2)
  })

  test('has a trace in which every event of a task but its first has a cause, which lies before it', async () => {
    for (let seed = 1; seed <= PROGRAMS / 3; seed += 1) {
      const { trace } = await runInNode({ id: 'random', code: randomSource(`${seed}`) }, { bundle })
      const wrong = trace.events.filter(({ i, cause, task, frame }) =>
        cause === undefined ? task !== undefined || frame !== undefined : cause >= i,
      )
      expect(wrong, `seed ${seed}`).toEqual([])
    }
  })
})
