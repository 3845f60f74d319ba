import FakeTimers from '@sinonjs/fake-timers'
import { delayOf } from '../works.mjs'
import { versionOf } from './version.mjs'

export const title = '@sinonjs/fake-timers'
export const version = versionOf('@sinonjs/fake-timers')
export const fewer = 10

export function timers(count) {
  const clock = FakeTimers.createClock(0, count + 1)
  let fired = 0
  const fire = () => {
    fired += 1
  }
  for (let i = 0; i < count; i += 1) clock.setTimeout(fire, delayOf(i) * 1000)
  clock.runAll()
  if (fired !== count) throw new Error(`${fired} of ${count} timers fired`)
}
