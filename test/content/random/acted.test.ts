import { expect, test } from 'vitest'
import { programOf } from '../../differential/seeds'
import { language } from './ops'
import { randomPrograms } from './programs'
import { runInRoom } from './run'

/** What always throws. */
const THROWING = new Set(['raise', 'timeout again'])

test('in 500 random programs each kind of step and of expression does something, not only once', () => {
  const acted = new Map<string, number>()
  for (let seed = 1; seed <= 500; seed += 1) {
    const { value } = programOf({ arbitrary: randomPrograms }, seed)
    for (const [kind, times] of runInRoom(value).acted) acted.set(kind, (acted.get(kind) ?? 0) + times)
  }
  const kinds = [...Object.keys(language.steps), ...Object.keys(language.expressions).map((kind) => `(${kind})`)]
  const counts = kinds.map(
    (kind) => [kind, (acted.get(kind) ?? 0) + (THROWING.has(kind) ? (acted.get(`${kind}!`) ?? 0) : 0)] as const,
  )
  expect(counts.filter(([, times]) => times < 5)).toEqual([])
})
