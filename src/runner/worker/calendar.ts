import { apply, defineProperty, getOwnPropertyDescriptor } from './primordials'

type Format = (date?: unknown, ...rest: unknown[]) => unknown

/**
 * Has `Intl.DateTimeFormat` take the run's clock where it is given no date: by itself it would ask the real one. (All
 * else that shows a date is given one.)
 */
export function mendDateTimeFormat(now: () => number): void {
  const prototype = Intl.DateTimeFormat.prototype
  const withNow = (format: Format): Format => {
    return function (this: unknown, date) {
      return apply(format, this, [date === undefined ? now() : date])
    }
  }
  // `format` is a getter that gives a function bound to the formatter, the same one each time.
  const format = getOwnPropertyDescriptor(prototype, 'format')
  const get = format?.get
  if (get !== undefined) {
    const bound = new WeakMap<Format, Format>()
    defineProperty(prototype, 'format', {
      ...format,
      get(this: unknown) {
        const native = apply(get, this, []) as Format
        let own = bound.get(native)
        if (own === undefined) {
          own = (date) => native(date === undefined ? now() : date)
          bound.set(native, own)
        }
        return own
      },
    })
  }
  const parts = getOwnPropertyDescriptor(prototype, 'formatToParts')
  if (parts !== undefined) defineProperty(prototype, 'formatToParts', { ...parts, value: withNow(parts.value) })
}
