import { type Coroutine, eagerTaskFactory, getRunningLoop, runSync } from '../src/index.js'

/** Runs a program twice: as ever, and with tasks that take their first step when they are made. */
export function lazyAndEager(main: () => Coroutine<void>): void {
  runSync(main)
  runSync(function* () {
    getRunningLoop().setTaskFactory(eagerTaskFactory)
    yield* main()
  })
}
