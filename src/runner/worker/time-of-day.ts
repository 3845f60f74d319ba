import { construct, defineProperty, floor, freeze, NativeDate } from './primordials'

/** `Date` and `performance` of a run. */
export interface TimeOfDay {
  readonly Date: DateConstructor
  readonly performance: { now(): number; readonly timeOrigin: number }
}

/**
 * `Date` is 2026-01-01 at `start` (`HH:MM:SS`, in the host's own zone) when loop time is 0, and goes with loop time;
 * `performance.now()` is loop time in milliseconds. `look` gives loop time in seconds, and may refuse.
 */
export function createTimeOfDay(start: string, look: () => number): TimeOfDay {
  const origin = new NativeDate(`2026-01-01T${start}`).getTime()
  // Seconds times a thousand may fall just short of the millisecond that is meant.
  const now = (): number => floor(origin + look() * 1000 + 1e-3)

  const date = function (...parts: unknown[]): unknown {
    if (new.target === undefined) return new NativeDate(now()).toString()
    return construct(NativeDate, parts.length === 0 ? [now()] : parts, new.target)
  } as unknown as DateConstructor
  const { prototype, parse, UTC } = NativeDate
  ;(date as { prototype: Date }).prototype = prototype
  for (const [key, value] of Object.entries({ parse, UTC, now, name: 'Date', length: 7 })) {
    defineProperty(date, key, { value, writable: true, configurable: true })
  }
  defineProperty(prototype, 'constructor', { value: date, writable: true, configurable: true })
  return { Date: date, performance: freeze({ now: () => look() * 1000, timeOrigin: origin }) }
}
