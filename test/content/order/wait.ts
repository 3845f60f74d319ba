import {
  type Coroutine,
  createTask,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  run,
  sleep,
  type Task,
  ValueError,
  type WaitOptions,
  wait,
} from 'asyncio-ts'

function* after(delay: number, what: string, fails = false): Coroutine<string> {
  yield* sleep(delay)
  if (fails) throw new ValueError(what)
  return what
}

function names(tasks: Set<Task<unknown>>): string {
  return [...tasks].map((task) => task.getName()).join(' ') || 'none'
}

function* report(what: string, tasks: Task<unknown>[], options: WaitOptions = {}): Coroutine<void> {
  const { done, pending } = yield* wait(tasks, options)
  console.log(what, '-', names(done), '-', names(pending))
}

function* waitsForEver(tasks: Task<string>[]): Coroutine<void> {
  try {
    yield* wait(tasks)
  } finally {
    console.log('no more')
  }
}

function* main(): Coroutine<void> {
  const make = (name: string, ...args: Parameters<typeof after>) => createTask(after(...args), { name })
  const [a, b, c] = [make('a', 3, 'a'), make('b', 1, 'b'), make('c', 2, 'c', true)]
  yield* report('all in time', [a, b, c, b], { timeout: 0 })
  yield* report('first', [a, b, c], { returnWhen: FIRST_COMPLETED })
  yield* report('first again', [a, b, c], { returnWhen: FIRST_COMPLETED })
  yield* report('exception', [a, b, c], { returnWhen: FIRST_EXCEPTION })
  yield* report('exception again', [b, c, a], { returnWhen: FIRST_EXCEPTION })
  yield* report('timeout', [c, b, a], { timeout: 0.5 })
  yield* report('all', [c, b, a])

  // A timeout and an end at the same moment: the timer that was set first fires first.
  const d = make('d', 1, 'd')
  yield* report('tie', [d], { timeout: 1 })
  yield* sleep(0)
  const e = make('e', 1, 'e')
  yield* sleep(0)
  yield* report('other tie', [e], { timeout: 1 })

  // Cancelled, it leaves the tasks alone; one that is cancelled is no error.
  const [f, g] = [make('f', 1, 'f'), make('g', 2, 'g')]
  const waiting = createTask(waitsForEver([f, g]))
  yield* sleep(0.5)
  waiting.cancel()
  yield* report('cancelled', [waiting])
  f.cancel()
  yield* report('without an error', [f, g], { returnWhen: FIRST_EXCEPTION })

  for (const wrong of [[], [after(1, 'x')], waiting]) {
    try {
      yield* wait(wrong as unknown as Task<string>[])
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof ValueError)) throw error
      console.log(error.name)
    }
  }
}

await run(main())
