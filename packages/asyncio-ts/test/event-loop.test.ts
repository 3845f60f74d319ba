import { afterEach, describe, expect, test, vi } from 'vitest'
import { configureHost, type Report } from '../src/host.js'
import {
  allTasks,
  type Coroutine,
  createTask,
  getEventLoop,
  getRunningLoop,
  newEventLoop,
  RuntimeError,
  run,
  runSync,
  setEventLoop,
  sleep,
  Task,
  ValueError,
  VirtualClock,
} from '../src/index.js'

const virtual = () => ({ clock: new VirtualClock() })

afterEach(() => configureHost())

function recordReports(): string[] {
  const reports: string[] = []
  const report: Report = (kind, error, message) => reports.push(`${kind}: ${message}${error ? ` ${error}` : ''}`)
  configureHost({ report })
  return reports
}

describe('an event loop', () => {
  test('runs until it is stopped, after the turn', async () => {
    const loop = newEventLoop(virtual())
    const log: string[] = []
    loop.callLater(1, () => {
      loop.stop()
      loop.callSoon(() => log.push('next turn'))
    })
    loop.callLater(1, () => log.push('same turn'))
    await loop.runForever()
    expect(log).toEqual(['same turn'])
    expect(loop.isRunning()).toBe(false)
    loop.stop()
    await loop.runForever()
    expect(log).toEqual(['same turn', 'next turn'])
    loop.close()
    expect(() => loop.callSoon(() => {})).toThrow('Event loop is closed')
    await expect(loop.runForever()).rejects.toThrow('Event loop is closed')
  })

  test('runs until a Future is done, and says so when it is stopped before', async () => {
    const loop = newEventLoop(virtual())
    expect(await loop.runUntilComplete(sleep(1, 'x'))).toBe('x')
    expect(loop.runUntilCompleteSync(sleep(1, 'y'))).toBe('y')
    expect(loop.time()).toBe(2)
    loop.callLater(1, () => loop.stop())
    await expect(loop.runUntilComplete(loop.createFuture())).rejects.toThrow(
      'Event loop stopped before Future completed.',
    )
    loop.close()
  })

  test('that is stopped before a task is done leaves it under way, for another run', async () => {
    const loop = newEventLoop(virtual())
    let rounds = 0
    const task = loop.createTask(
      (function* () {
        for (; rounds < 10; rounds += 1) {
          if (rounds === 2) loop.stop()
          yield* sleep(1)
        }
        return 'done'
      })(),
    )
    await expect(loop.runUntilComplete(task)).rejects.toThrow('Event loop stopped before Future completed.')
    expect([task.done(), rounds, loop.time()]).toEqual([false, 2, 2])
    expect(await loop.runUntilComplete(task)).toBe('done')
    expect(loop.time()).toBe(10)
    loop.close()
  })

  test('makes no task once it is closed, and leaves the coroutine as it was', () => {
    const closed = newEventLoop(virtual())
    closed.close()
    const coroutine = sleep(1, 'x')
    expect(() => closed.createTask(coroutine)).toThrow('Event loop is closed')
    expect(() => new Task(closed, coroutine)).toThrow('Event loop is closed')
    expect(allTasks(closed).size).toBe(0)
    expect(runSync(coroutine)).toBe('x')
  })

  test('cannot run twice at a time, nor be closed meanwhile', async () => {
    const loop = newEventLoop(virtual())
    const running = loop.runUntilComplete(sleep(1))
    await expect(loop.runForever()).rejects.toThrow('This event loop is already running')
    expect(() => loop.close()).toThrow('Cannot close a running event loop')
    await running
    loop.close()
    loop.close()
  })

  test('is current within its turns; between them when it is the only one under way; or when it was set', async () => {
    expect(() => getEventLoop()).toThrow(RuntimeError)
    const loop = newEventLoop(virtual())
    setEventLoop(loop)
    expect(getEventLoop()).toBe(loop)
    setEventLoop(undefined)
    loop.callSoon(() => expect(getRunningLoop()).toBe(loop))
    const first = loop.runUntilComplete(sleep(1))
    expect(getRunningLoop()).toBe(loop)
    const second = run(sleep(1), virtual())
    expect(() => getRunningLoop()).toThrow(/^2 event loops are under way.*loop\.createTask/)
    await Promise.all([first, second])
    expect(() => getRunningLoop()).toThrow('no running event loop')
    loop.close()
  })

  test('tells its exception handler what a callback throws, and goes on', async () => {
    const reports = recordReports()
    const loop = newEventLoop(virtual())
    const boom = (): void => {
      throw new ValueError('boom')
    }
    loop.callSoon(boom)
    await loop.runUntilComplete(sleep(0))
    const handler = vi.fn()
    loop.setExceptionHandler(handler)
    const handle = loop.callSoon(boom)
    await loop.runUntilComplete(sleep(0))
    expect(handler).toHaveBeenCalledExactlyOnceWith(loop, {
      message: 'Exception in callback boom()',
      exception: new ValueError('boom'),
      handle,
    })
    loop.setExceptionHandler(boom)
    loop.callSoon(boom)
    await loop.runUntilComplete(sleep(0))
    expect(reports).toEqual([
      'unhandled: Exception in callback boom() ValueError: boom',
      'unhandled: Unhandled error in exception handler ValueError: boom',
    ])
    loop.close()
  })

  test('reports when it closes the errors that nobody has fetched', async () => {
    const reports = recordReports()
    function* fail(): Coroutine<void> {
      throw new ValueError('boom')
    }
    await run(function* () {
      createTask(fail(), { name: 'lost' })
      const seen = createTask(fail())
      yield* sleep(1)
      seen.exception()
    }, virtual())
    expect(reports).toEqual(['never-retrieved: Task exception was never retrieved: lost ValueError: boom'])
  })

  test('withdraws callbacks and timers that are cancelled', async () => {
    const loop = newEventLoop(virtual())
    const callback = vi.fn()
    const handles = [loop.callSoon(callback), loop.callLater(1, callback), loop.callAt(1, callback)]
    expect(handles[1]?.toString()).toMatch(/^<TimerHandle when=1 .*\(\)>$/)
    for (const handle of handles) handle.cancel()
    expect(handles.map((handle) => handle.cancelled())).toEqual([true, true, true])
    await loop.runUntilComplete(sleep(2))
    expect(callback).not.toHaveBeenCalled()
    loop.close()
  })

  test('keeps the order of timers when many of them are cancelled', () => {
    const log: number[] = []
    runSync(function* () {
      const loop = getRunningLoop()
      const timers = Array.from({ length: 400 }, (_, i) =>
        loop.callLater((i * 37) % 100, () => log.push((i * 37) % 100)),
      )
      timers.forEach((timer, i) => {
        if (i % 4 !== 0) timer.cancel()
      })
      yield* sleep(200)
    })
    expect(log).toHaveLength(100)
    expect(log).toEqual([...log].sort((a, b) => a - b))
  })
})
