import type { Settings } from './setting'

/** Generators, locks, queues and errors. */
export const sync: Settings = {
  BrokenBarrierError: {
    before: `const barrier = new Barrier(2)
      getRunningLoop().callLater(1, () => createTask(barrier.abort()))`,
    after: `console.log(barrier.broken)`,
    prints: ['true'],
  },
  Barrier: {
    prints: ['all are here'],
  },
  Condition: {
    before: `const condition = new Condition(); const items: string[] = []
      const use = (all: string[]) => console.log(all.join())
      createTask(function* (): Coroutine<void> {
        yield* sleep(1)
        yield* condition.with(function* () { items.push('a'); condition.notify() })
      }())`,
    prints: ['a'],
  },
  Event: {
    before: `function* visitor(door: Event): Coroutine<void> { yield* door.wait(); console.log('in') }`,
    after: `yield* sleep(1)`,
    prints: ['in'],
  },
  ExceptionGroup: {
    before: `function* main(): Coroutine<void> {
        yield* new TaskGroup().with(function* (group) {
          group.createTask(function* () { throw new ValueError('one') }())
          group.createTask(function* () { throw new ValueError('two') }())
        })
      }`,
    prints: ['one', 'two'],
  },
  GeneratorExit: { after: `const made = worker(); made.next(); made.close()`, prints: ['closed'] },
  Lock: {
    before: `const lock = new Lock(); const data = 'data'
      function* save(what: string): Coroutine<void> { yield* sleep(1); console.log(what, lock.locked()) }`,
    prints: ['data true'],
  },
  QueueEmpty: { before: `const queue = new Queue<string>(); const use = (item: string) => console.log(item)` },
  QueueFull: { before: `const queue = new Queue<string>(1); const item = 'b'; queue.putNowait('a')` },
  QueueShutDown: {
    before: `const queue = new Queue<string>(); const use = (item: string) => console.log(item)
      queue.putNowait('a'); queue.shutdown()`,
    prints: ['a'],
  },
  Queue: { after: `console.log(item, queue.empty())`, prints: ['a true'] },
  Semaphore: {
    before: `const url = 'https://shop.example'
      function* download(of: string): Coroutine<void> { yield* sleep(1); console.log(of) }`,
    prints: ['https://shop.example'],
  },
  BoundedSemaphore: { before: `function* visit(): Coroutine<void> { yield* sleep(1) }` },
  StopIteration: {
    before: `const counter = generator(function* (): Generator<number, string> { return 'the end' })()`,
    prints: ['it returned the end'],
  },
}
