import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { defences, takeAway } from './defences'

// `npm run defences` does it; here is only whether it still can.
describe('each defence', () => {
  test.each(defences)('can be taken away: $name', (defence) => {
    const sources = new Map<string, string>()
    for (const change of defence.changes) {
      const before = sources.get(change.file) ?? readFileSync(change.file, 'utf8')
      sources.set(change.file, takeAway(before, defence, change))
    }
  })

  test('is tried in a browser or not, and has a name of its own', () => {
    for (const { tests } of defences) expect(new Set(tests.map(({ file }) => file.startsWith('e2e/'))).size).toBe(1)
    expect(new Set(defences.map(({ name }) => name)).size).toBe(defences.length)
  })
})
