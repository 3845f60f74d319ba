import { expect, test } from 'vitest'
import { programOf } from '../../differential/seeds'
import type { Program } from './language'
import { language } from './ops'
import { randomPrograms } from './programs'
import { runInRoom } from './run'
import { smaller } from './shrink'

const programs = Array.from({ length: 30 }, (_, index) => programOf({ arbitrary: randomPrograms }, index + 1).value)

/** All steps of a list and of what they hold, with whether they are within a callback. */
function* stepsIn(list: readonly unknown[], called = false): Generator<{ kind: string; called: boolean }> {
  for (const each of list) {
    if (!Array.isArray(each)) continue
    const [kind, ...args] = each
    const op = typeof kind === 'string' ? language.steps[kind] : undefined
    if (op !== undefined) yield { kind, called }
    yield* stepsIn(op === undefined ? each : args, called || (op !== undefined && 'act' in op))
  }
}

test('what is smaller is a program: all steps are known, and none in a callback would have to wait', () => {
  for (const program of programs.slice(0, 10)) {
    for (const each of smaller(program)) {
      const misplaced = [...stepsIn(each.bodies)].filter(
        ({ kind, called }) => called && 'run' in (language.steps[kind] ?? {}),
      )
      if (misplaced.length > 0) expect.fail(`${JSON.stringify(misplaced)} in ${JSON.stringify(each.bodies)}`)
      const unknown = runInRoom(each).lines.find((line) => line.includes('no such step'))
      if (unknown !== undefined) expect.fail(`${unknown} in ${JSON.stringify(each.bodies)}`)
    }
  }
})

test('shrinking ends, at one step, where one step is what matters', () => {
  const hasCancel = ({ bodies }: Program): boolean => [...stepsIn(bodies)].some(({ kind }) => kind === 'cancel')
  for (const program of programs.filter(hasCancel)) {
    let least = program
    for (let next: Program | undefined = program; next !== undefined; next = [...smaller(least)].find(hasCancel))
      least = next
    expect([...stepsIn(least.bodies)]).toEqual([{ kind: 'cancel', called: false }])
  }
})
