import { type Clock, RealClock, VirtualClock, type WakeReason } from 'asyncio-ts'
import type { RunSettings, Speed } from '../protocol'
import type { Host } from './host'
import { createPacer } from './pacer'

/** The clock that all loops and timers of a run share, and that knows whether any of them still waits for it. */
export interface RunClock extends Clock {
  /** Requests to be woken that are out. */
  readonly waiting: number
  /** True when nobody waits for the clock and nobody holds it. */
  readonly quiet: boolean
  /** Goes up with whatever happens on the clock. */
  readonly activity: number
  setSpeed(speed: Speed): void
  /** Time stands still and nobody is woken any more. */
  close(): void
}

export interface RunClockEvents {
  /** Nobody waits any more. It may be so for a moment only. */
  onQuiet(): void
  /** The time was looked at: loops do so once a turn. */
  onLook(time: number): void
}

/** Loop time starts at 0 on either kind of clock. */
export function createRunClock(settings: RunSettings, host: Host, events: RunClockEvents): RunClock {
  const pacer = createPacer(host, settings.speed)
  // Nothing outside can settle a promise of the program: there is neither network nor storage here.
  const virtual = settings.clock === 'virtual' ? new VirtualClock({ pace: pacer.pace, sealed: true }) : null
  const clock: Clock = virtual ?? new RealClock()
  const origin = clock.time()
  let waiting = 0
  let holds = 0
  let activity = 0
  let closed = false

  const settle = (): void => {
    activity++
    if (waiting === 0 && holds === 0) events.onQuiet()
  }

  const tracked: RunClock = {
    resolution: clock.resolution,
    get waiting() {
      return waiting
    },
    get quiet() {
      return waiting === 0 && holds === 0
    },
    get activity() {
      return activity
    },
    time() {
      const time = clock.time() - origin
      events.onLook(time)
      return time
    },
    wakeAt(when: number, wake: (reason: WakeReason) => void) {
      if (closed) return () => {}
      waiting++
      activity++
      let out = true
      const withdraw = clock.wakeAt(when + origin, (reason) => {
        if (!out || closed) return
        out = false
        waiting--
        try {
          wake(reason)
        } finally {
          settle()
        }
      })
      return () => {
        withdraw()
        if (!out) return
        out = false
        waiting--
        settle()
      }
    },
    hold() {
      const release = clock.hold()
      holds++
      activity++
      let out = true
      return () => {
        release()
        if (!out) return
        out = false
        holds--
        settle()
      }
    },
    setSpeed(speed) {
      pacer.setSpeed(speed)
      virtual?.repace()
    },
    close() {
      closed = true
      clock.hold()
    },
  }
  if (virtual !== null) {
    Object.assign(tracked, { sealed: true, jump: (when: number) => virtual.jump(when) })
  }
  return tracked
}
