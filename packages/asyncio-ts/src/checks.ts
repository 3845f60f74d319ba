import { isCoroutine, isGeneratorFunction } from './coroutines.js'
import { ValueError } from './errors.js'
import { repr } from './format.js'

/** @throws TypeError for what is no number, ValueError for NaN. */
export function checkTime(value: number, name: string): void {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number of seconds, got ${repr(value)}`)
  if (Number.isNaN(value)) throw new ValueError(`Invalid ${name}: NaN (not a number)`)
}

/** @throws TypeError for what is no plain function. */
export function checkCallback(callback: unknown, method: string): void {
  if (isGeneratorFunction(callback) || isCoroutine(callback)) {
    throw new TypeError(
      `coroutines cannot be used with ${method}(), got ${repr(callback)}: use createTask, ` +
        `as in loop.${method}(…, () => createTask(work()))`,
    )
  }
  if (typeof callback === 'function') return
  throw new TypeError(`a callable object was expected by ${method}(), got ${repr(callback)}`)
}
