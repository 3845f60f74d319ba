import { type Coroutine, createTask, gather, getRunningLoop, run, sleep } from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* sleeper(name: string, delay: number): Coroutine<void> {
  yield* sleep(delay)
  console.log(name)
}

function* main(): Coroutine<void> {
  const loop = getRunningLoop()

  // Equal deadlines, set in different ways, fire in the order in which they were set.
  const tasks = [createTask(sleeper('task a', 1)), createTask(sleeper('task b', 1))]
  loop.callLater(1, console.log, 'later 1')
  loop.callAt(loop.time() + 1, console.log, 'at 1')
  loop.callLater(0.5, () => loop.callLater(0.5, console.log, 'later 0.5 + 0.5'))
  loop.callLater(1, () => loop.callSoon(console.log, 'soon of a timer'))
  loop.callLater(1, console.log, 'later 1 again')
  yield* gather(tasks)

  // A timer of no delay goes behind what is ready.
  loop.callLater(0, console.log, 'later 0')
  loop.callLater(-1, console.log, 'later -1')
  loop.callSoon(console.log, 'soon')
  loop.callSoon(() => loop.callSoon(console.log, 'soon of soon'))
  yield* sleep(0)
  console.log('main after sleep(0)')
  yield* sleep(1e-12)
  console.log('main after next to nothing')

  // 0.1 + 0.2 is not 0.3, but nearer than the clock can tell.
  const start = loop.time()
  loop.callAt(start + (0.1 + 0.2), console.log, 'at 0.1 + 0.2')
  loop.callAt(start + 0.3, console.log, 'at 0.3')
  loop.callAt(start + 0.3, () => loop.callSoon(console.log, 'soon at 0.3'))
  yield* sleep(1)

  const handle = loop.callLater(1, console.log, 'never')
  const soon = loop.callSoon(console.log, 'never')
  console.log((handle.when() - loop.time()).toFixed(1), python(handle.cancelled()))
  handle.cancel()
  soon.cancel()
  console.log(python(handle.cancelled()), python(soon.cancelled()))

  // A cancelled timer at the head does not make the clock stop there.
  loop.callLater(5, () => handle.cancel())
  yield* sleep(6)

  // Many cancelled timers: the heap is rebuilt, the order stays.
  const handles = Array.from({ length: 300 }, (_, n) => loop.callLater(1 + (n % 7), console.log, 'kept', n))
  for (const [n, handle] of handles.entries()) if (n % 10 !== 0) handle.cancel()
  yield* sleep(10)
}

await run(main())
