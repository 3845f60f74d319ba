/** A reader chooses how fast a run goes, and nothing else by it: every example, at each speed of the clock. */
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { runnerScripts } from '../../plugins/record-examples/run-typescript'
import type { Example } from '../../src/fences'
import { readSitePages } from '../../src/remark/playground/site-pages'
import { type RealmTime, runInNode } from '../../src/runner/node'

const root = fileURLToPath(new URL('../..', import.meta.url))
const examples = readSitePages(root, 'en').flatMap((page) => page.examples.map(({ example }) => example))

/** Milliseconds that pass in one go of Node's loop: nobody waits for them. */
const TICK_MS = 4

/** A machine's clock that moves on while a run waits for it, and while it does not. */
function createTicks(): RealmTime & { passed(): number } {
  let now = 0
  const waiting = new Set<{ readonly due: number; readonly callback: () => void }>()
  const tick = () => {
    now += TICK_MS
    for (const timer of [...waiting].sort((a, b) => a.due - b.due)) {
      if (timer.due > now || !waiting.delete(timer)) continue
      timer.callback()
    }
    if (waiting.size > 0) setImmediate(tick)
  }
  return {
    now: () => now,
    setTimeout: (callback, delayMs) => {
      if (waiting.size === 0) setImmediate(tick)
      const timer = { due: now + delayMs, callback }
      waiting.add(timer)
      return timer
    },
    clearTimeout: (timer) => waiting.delete(timer as never),
    passed: () => now,
  }
}

/** Waits within one call, `select(timeout)`: JavaScript cannot, so the clock jumps at every speed. */
const JUMPS = new Set(['selector'])

let scripts: Awaited<ReturnType<typeof runnerScripts>>
beforeAll(async () => {
  scripts = await runnerScripts()
})

async function runAt(speed: '1' | '4' | '10' | 'instant', { id, code, start }: Example) {
  const time = createTicks()
  const options = { bundle: scripts.worker, parts: scripts.parts, time, steps: false }
  const { lines, ending, time: at, turns } = await runInNode({ id, code, start, speed }, options)
  return { shown: { lines: lines.map(({ text, time }) => ({ text, time })), ending, at, turns }, passed: time.passed() }
}

test.each(examples.filter(({ clock }) => clock === 'virtual').map((example) => [example.id, example] as const))(
  '%s prints the same lines at the same loop times at each speed',
  async (_, example) => {
    const instant = await runAt('instant', example)
    expect(instant.shown.lines).not.toEqual([])
    for (const speed of ['1', '4', '10'] as const) {
      const { shown, passed } = await runAt(speed, example)
      expect(shown, speed).toEqual(instant.shown)
      if (JUMPS.has(example.id)) continue
      // It has been waited for, too.
      expect(passed, speed).toBeGreaterThanOrEqual((shown.at * 1000) / Number(speed) - TICK_MS)
    }
  },
)
