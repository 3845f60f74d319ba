// No tasks, no results, no cancelling: generators in a ring buffer, resumed one after the other. The floor for a switch.
import { TASKS } from '../works.mjs'

export const title = 'bare ring of generators'

function* giveWay(times) {
  for (let i = 0; i < times; i += 1) yield
}

/** Resumes `TASKS` generators in turn until they have given way `count` times in all. */
export function goRound(count, body) {
  const ring = new Array(1024).fill(undefined)
  let head = 0
  let size = 0
  const push = (generator) => {
    ring[(head + size) & 1023] = generator
    size += 1
  }
  for (let i = 0; i < TASKS; i += 1) push(body(count / TASKS))
  while (size > 0) {
    const generator = ring[head]
    ring[head] = undefined
    head = (head + 1) & 1023
    size -= 1
    if (!generator.next().done) push(generator)
  }
}

const switchWork = (count) => goRound(count, giveWay)

export { switchWork as switch }
