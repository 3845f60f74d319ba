import { expect, test } from 'vitest'
import { type Coroutine, createTask, Event, getRunningLoop, runSync, ValueError } from '../src/index.js'

function* waitForEver(): Coroutine<void> {
  yield* new Event().wait()
}

test('a stop in the turn in which main fails also stops the clean-up, and that is the error', () => {
  let left: { cancelled(): boolean } | undefined
  function* main(): Coroutine<void> {
    left = createTask(waitForEver())
    yield
    getRunningLoop().stop()
    throw new ValueError('lost')
  }
  expect(() => runSync(main())).toThrow('Event loop stopped before Future completed.')
  expect(left?.cancelled()).toBe(true)
})

test('a stop in the turn in which main fails is not noticed when there is nothing to clean up', () => {
  function* main(): Coroutine<void> {
    yield
    getRunningLoop().stop()
    throw new ValueError('seen')
  }
  expect(() => runSync(main())).toThrow('seen')
})

test('the loop is running while callbacks run that are left at the end', () => {
  const seen: boolean[] = []
  function* main(): Coroutine<void> {
    const loop = getRunningLoop()
    const again = (times: number): void => {
      seen.push(loop.isRunning())
      if (times > 0) loop.callSoon(again, times - 1)
    }
    loop.callSoon(again, 10)
  }
  runSync(main())
  // In the turn after main's end, at which the loop stops, and in four while Python shuts down generators and the executor.
  expect(seen).toEqual([true, true, true, true, true])
})
