import type { Settings } from './setting'

const FIRST_SECOND = `
function* first(): Coroutine<string> { yield* sleep(2); console.log('first'); return 'first' }
function* second(): Coroutine<string> { yield* sleep(1); console.log('second'); return 'second' }
`
const MAIN = `function* main(): Coroutine<void> { yield* sleep(1); console.log('main') }`

/** Coroutines, tasks, Futures, loops and runs. */
export const tasks: Settings = {
  asCompleted: { before: FIRST_SECOND, prints: ['second', 'second', 'first', 'first'] },
  'asCompleted#2': {
    before: `${FIRST_SECOND}
      const tasks = [createTask(first(), { name: 'A' }), createTask(second(), { name: 'B' })]`,
    prints: ['second', 'B second', 'first', 'A first'],
  },
  captureCallGraph: {
    before: `const task = new Future<void>()
      createTask(function* () { yield* task }(), { name: 'waiter' })
      yield* sleep(1)`,
    after: `task.setResult()`,
    prints: [/waiter/],
  },
  formatCallGraph: {
    before: `const task = createTask(sleep(9), { name: 'sleeper' })`,
    after: `yield* task`,
    prints: [/sleeper/],
  },
  printCallGraph: { after: `yield* createTask(worker(), { name: 'worker' })`, prints: [/Task\(name='worker'\)/] },
  Coroutine: { after: `console.log(yield* sayAfter(1, 'hello'))`, prints: ['hello'] },
  isCoroutine: { before: MAIN, after: `yield* sleep(2)`, prints: ['main'] },
  getRunningLoop: { after: `yield* sleep(2)`, prints: ['1.5'] },
  getEventLoop: { outside: true, after: `setEventLoop(undefined)` },
  setEventLoop: { outside: true },
  taskOf: { before: `createTask(sleep(1)); yield* sleep(0)`, prints: ['<coroutine>', '<sleep()>'] },
  createEagerTaskFactory: {
    after: `console.log(createTask(sleep(0)) instanceof TimedTask)`,
    prints: ['true'],
  },
  eagerTaskFactory: {
    after: `createTask(function* (): Coroutine<void> { console.log('at once') }())
      console.log('behind it')`,
    prints: ['at once', 'behind it'],
  },
  ensureFuture: {
    before: `const url = 'https://shop.example'; const fetch = async (_: string) => 'a page'`,
    after: `yield* future; yield* sleep(0)`,
    prints: ['done'],
  },
  TimeoutError: {
    before: `function* answer(): Coroutine<void> { try { yield* sleep(6) } finally { console.log('given up') } }`,
    prints: ['given up'],
  },
  isCancelled: {
    before: `function* work(): Coroutine<void> { throw new ValueError('no work') }`,
    prints: ['failed ValueError: no work'],
  },
  DeadlockError: {
    before: `function* main() { yield* new Lock().acquire(); yield* new Event().wait() }`,
    prints: [/^Task-\d+ waits for <Event \[unset, waiters:1\]>$/],
  },
  EventLoop: { before: MAIN, prints: ['a second later', 'main'] },
  'EventLoop.runInExecutor': {
    before: `const pool: Executor = { submit: async (fn, args) => await fn(...args), shutdown: async () => {} }
      const text = 'abc'
      const hash = (of: string): number => of.length`,
    after: `console.log(digest)`,
    prints: ['3'],
  },
  newEventLoop: { before: MAIN, prints: ['main'] },
  Executor: {
    after: `console.log(yield* getRunningLoop().runInExecutor(inPlace, (a: number) => a + 1, 2))`,
    prints: ['3'],
  },
  toThread: {
    before: `const pool: Executor = { submit: async (fn, args) => await fn(...args), shutdown: async () => {} }
      const numbers = [1, 2, 3]
      const addUp = (all: number[]): number => all.reduce((a, b) => a + b)`,
    after: `console.log(sum)`,
    prints: ['6'],
  },
  isFuture: { before: MAIN, after: `yield* sleep(2)`, prints: ['main'] },
  gather: { before: FIRST_SECOND, after: `console.log(a, b)`, prints: ['second', 'first', 'first second'] },
  Future: { prints: ['42'] },
  TimerHandle: { prints: ['10'] },
  Handle: { after: `yield* sleep(1)` },
  RealClock: { outside: true, before: `function* main(): Coroutine<void> { console.log('main') }`, prints: ['main'] },
  run: { before: MAIN, prints: ['main'] },
  runSync: { outside: true, after: `console.log(lines)`, prints: ['3600'] },
  Runner: {
    before: `${MAIN}\nfunction* setUp(): Coroutine<void> { console.log('set up') }`,
    prints: ['set up', 'main'],
  },
  VirtualClock: {},
  'VirtualClock#2': { before: MAIN, after: `await running`, prints: ['main'] },
  shield: { before: `function* save(): Coroutine<void> { yield* sleep(1); console.log('saved') }`, prints: ['saved'] },
  TaskGroup: { before: FIRST_SECOND, prints: ['second', 'first'] },
  Task: {
    before: `const url = 'https://shop.example'
      function* download(_: string): Coroutine<void> {
        try { yield* sleep(9) } catch (error) { console.log(String(error)); throw error }
      }`,
    after: `yield* sleep(1)`,
    prints: ['CancelledError: too slow', 'done'],
  },
  createTask: {
    before: `function* sayAfter(delay: number, what: string): Coroutine<void> { yield* sleep(delay); console.log(what) }`,
    after: `console.log(task.getName()); yield* task`,
    prints: ['greeting', 'hello'],
  },
  currentTask: { before: `currentTask()?.setName('me')`, prints: ['me'] },
  allTasks: {
    before: `const other = createTask(sleep(9)); yield* sleep(0)`,
    after: `yield* wait([other]); console.log(other.cancelled())`,
    prints: ['true'],
  },
  Timeout: {
    before: `function* askForSize(): Coroutine<number> { yield* sleep(1); return 2000 }
      function* download(_: number): Coroutine<void> { yield* sleep(1.5); console.log('loaded') }`,
    prints: ['loaded'],
  },
  timeout: { before: `const longRunning = () => sleep(11)`, prints: ['too late'] },
  timeoutAt: { before: FIRST_SECOND, prints: ['first', 'second'] },
  waitFor: {
    before: `function* ask(): Coroutine<string> { yield* sleep(4); return 'yes' }`,
    after: `console.log(answer)`,
    prints: ['yes'],
  },
  wait: {
    before: `${FIRST_SECOND}\nconst tasks = [createTask(first()), createTask(second())]`,
    after: `console.log(done.size, pending.size); yield* wait(pending)`,
    prints: ['second', '1 1'],
  },
  wrapFuture: {
    before: `const url = 'https://shop.example'
      const fetch = async (_: string, { signal }: { signal: unknown }) =>
        ({ text: async () => (signal === undefined ? 'no signal' : 'a page') })`,
    after: `console.log(text)`,
    prints: ['a page'],
  },
  configureHost: {
    before: `const log = (...words: unknown[]) => console.log(words.join(' '))
      const runProgram = () => run(function* (): Coroutine<void> {
        getRunningLoop().callSoon(() => { throw new ValueError('a bad callback') })
        yield* sleep(3600)
        console.log('an hour later')
      })`,
    prints: [/^unhandled .*ValueError: a bad callback/, 'an hour later'],
  },
  turnCount: {
    before: `const clock = new VirtualClock(); const runProgram = () => run(sleep(1))`,
    after: `configureHost()`,
    prints: [/^\d turns/],
  },
  pendingTasks: {
    before: `const lock = new Lock(); yield* lock.acquire()
      const other = createTask(lock.acquire(), { name: 'other' }); yield* sleep(0)`,
    after: `lock.release(); yield* other`,
    prints: [/^Task-\d+ waits for nothing$/, 'other Lock.acquire() waits for <Lock [locked, waiters:1]>'],
  },
  core: {
    before: `const bundledApart = (shared: { sleep: unknown }) => shared`,
    after: `console.log(net.sleep === sleep)`,
    prints: ['true'],
  },
  createRecorder: {
    before: `function* main(): Coroutine<void> {}`,
    prints: ['0 task/create', '0 loop/ready-push', /./, /./, /./, /./, /./, /./, /./, /./, '0 loop/close'],
  },
  foldTrace: { outside: true, before: `const recorder = createRecorder(); runSync(sleep(1), { trace: recorder })` },
  createTraceFolder: {
    outside: true,
    before: `const recorder = createRecorder()
      runSync(function* () { for (let i = 0; i < 2000; i += 1) yield* sleep(1) }, { trace: recorder })`,
    after: `console.log(folder.at(4000).t > 0)`,
    prints: ['true'],
  },
}
