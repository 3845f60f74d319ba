// The bare ring, doing what `yield* sleep(0)` says: each switch delegates to a new object. The floor for that notation.
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
