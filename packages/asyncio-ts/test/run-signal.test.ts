import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  type Coroutine,
  currentTask,
  Future,
  getRunningLoop,
  isCancelled,
  run,
  sleep,
  VirtualClock,
} from '../src/index.js'

const virtual = () => ({ clock: new VirtualClock() })

describe('a signal that is aborted', () => {
  test('ends the run with its reason, after the clean-up', async () => {
    const controller = new AbortController()
    const log: string[] = []
    const running = run(
      function* () {
        getRunningLoop().callLater(1, () => controller.abort('reason'))
        try {
          yield* sleep(10)
        } finally {
          log.push('finally')
        }
      },
      { ...virtual(), signal: controller.signal },
    )
    await expect(running).rejects.toBe('reason')
    expect(log).toEqual(['finally'])
    const never = run(() => expect.unreachable(), { ...virtual(), signal: controller.signal })
    await expect(never).rejects.toBe('reason')
  })

  /** Runs main with a signal that is aborted after so many seconds. */
  const aborted = (main: () => Coroutine<unknown>, delay = 1): Promise<unknown> => {
    const controller = new AbortController()
    return run(
      () => {
        getRunningLoop().callLater(delay, () => controller.abort('reason'))
        return main()
      },
      { ...virtual(), signal: controller.signal },
    )
  }

  test('cancels a main that only gives way, and what it throws as cancelled is the reason', async () => {
    const running = aborted(function* () {
      try {
        for (;;) yield* sleep(0)
      } catch (error) {
        expect(error).toBeInstanceOf(CancelledError)
      }
      throw new CancelledError('its own')
    }, 0)
    await expect(running).rejects.toBe('reason')
  })

  test('cancels what main waits for', async () => {
    let future: Future<void> | undefined
    const running = aborted(function* () {
      future = new Future<void>()
      yield* future
    })
    await expect(running).rejects.toBe('reason')
    expect(future?.cancelled()).toBe(true)
  })

  test('is refused by a main that catches it', async () => {
    const running = aborted(function* () {
      try {
        yield* sleep(10)
      } catch (error) {
        if (!isCancelled(error)) throw error
      }
      return 'refused'
    })
    expect(await running).toBe('refused')
  })

  test('gives way to a cancel by somebody else: then the run is cancelled', async () => {
    const running = aborted(function* () {
      const main = currentTask()
      getRunningLoop().callLater(1, () => main?.cancel('somebody else'))
      yield* sleep(10)
    })
    await expect(running).rejects.toBeInstanceOf(CancelledError)
  })
})
