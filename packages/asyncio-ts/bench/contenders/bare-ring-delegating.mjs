// The bare ring, doing what `yield* sleep(0)` and `yield* future` say: each switch delegates to a new object. No errors, no
// cancelling, no names: the floor for that notation.
import { TASKS } from '../works.mjs'
import { goRound } from './bare-ring.mjs'

export const title = 'bare ring, yield* of an object'

class GiveWay {
  done = true
  value = undefined

  next() {
    this.done = !this.done
    return this
  }

  [Symbol.iterator]() {
    return this
  }
}

function* giveWay(times) {
  for (let i = 0; i < times; i += 1) yield* new GiveWay()
}

const switchWork = (count) => goRound(count, giveWay)

export { switchWork as switch }

/** As little as a Future can be: whether it is there, and who waits. */
class Signal {
  set = false
  waiting = null;

  [Symbol.iterator]() {
    return new Wait(this)
  }
}

class Wait {
  done = undefined
  value

  constructor(signal) {
    this.value = signal
  }

  next() {
    this.done = this.value.set
    return this
  }
}

const settled = Promise.resolve()

/** One wakes the next, with the microtasks run between turns, as a loop that shares its host must. */
export function wake(count) {
  return new Promise((resolve) => {
    const signals = Array.from({ length: TASKS }, () => new Signal())
    let next = null
    let left = TASKS
    const set = (signal) => {
      signal.set = true
      next = signal.waiting
    }
    function* member(i) {
      for (let round = 0; round < count / TASKS; round += 1) {
        yield* signals[i]
        signals[i] = new Signal()
        set(signals[(i + 1) % TASKS])
      }
    }
    const resume = (generator) => {
      const step = generator.next()
      if (!step.done) step.value.waiting = generator
      else if (--left === 0) resolve()
    }
    const turn = () => {
      const generator = next
      next = null
      if (generator === null) return
      resume(generator)
      settled.then(turn)
    }
    for (let i = 0; i < TASKS; i += 1) resume(member(i))
    set(signals[0])
    settled.then(turn)
  })
}
