/*
 * Ways to break asyncio-ts, each of which the differential test has to find: mutation testing of the test itself.
 *
 * Long, since it is a list: one entry a rule of order.
 */

/** A text that stands exactly once in a file of `packages/asyncio-ts/src`, and what comes in its place. */
export interface Mutation {
  /** What the package then does wrong. */
  readonly name: string
  readonly file: string
  readonly find: string
  readonly replace: string
}

/** @throws Error when the text does not stand in the source exactly once. */
export function mutate(source: string, { name, file, find, replace }: Mutation): string {
  const parts = source.split(find)
  if (parts.length === 2) return parts.join(replace)
  throw new Error(
    `mutation "${name}": expected its text once in packages/asyncio-ts/src/${file}, found it ${parts.length - 1} times; ` +
      'the source has changed, so write the mutation anew in test/differential/mutations.ts',
  )
}

export const mutations: readonly Mutation[] = [
  {
    name: 'what is ready last runs first',
    file: 'ready-queue.ts',
    find: `    const head = this.#head
    const runnable = ring[head] as Runnable
    ring[head] = undefined
    this.#head = (head + 1) & (ring.length - 1)
`,
    replace: `    const last = (this.#head + this.#size - 1) & (ring.length - 1)
    const runnable = ring[last] as Runnable
    ring[last] = undefined
`,
  },
  {
    name: 'a turn also runs what becomes ready during it',
    file: 'event-loop.ts',
    find: 'for (; count > 0; count -= 1) {',
    replace: 'for (; ready.size > 0; ) {',
  },
  {
    name: 'a turn takes only one of the timers that are due',
    file: 'event-loop.ts',
    find: 'timer = timers.takeBefore(end)) {',
    replace: 'timer = null) {',
  },
  {
    name: 'of equal deadlines the one set last comes first',
    file: 'timer-heap.ts',
    find: '(timers[parent] as Timer)._seq < timer._seq',
    replace: '(timers[parent] as Timer)._seq > timer._seq',
  },
  {
    name: 'the heap of timers looks at one child only',
    file: 'timer-heap.ts',
    find: 'child = right',
    replace: 'child = 2 * i + 1',
  },
  {
    name: 'sleep(0) waits for a timer',
    file: 'sleep.ts',
    find: 'delay <= 0 ?',
    replace: 'delay < 0 ?',
  },
  {
    name: 'callbacks of a Future run at once, not by callSoon',
    file: 'futures.ts',
    find: '  loop._pushReady(typeof waiter',
    replace: `  if (typeof waiter === 'function') (waiter as DoneCallback<unknown>)(future)
  else loop._pushReady(typeof waiter`,
  },
  {
    name: 'callbacks of a Future run from the last to the first',
    file: 'futures.ts',
    find: 'for (const waiter of callbacks) push(this, waiter)',
    replace: 'for (const waiter of [...callbacks].reverse()) push(this, waiter)',
  },
  {
    name: 'the message of a cancel before the next step is lost',
    file: 'tasks.ts',
    find: '    this._cancelMessage = message\n',
    replace: '',
  },
  {
    name: 'uncancel does not drop a cancel that was not delivered',
    file: 'tasks.ts',
    find: 'if (this.#cancelRequests === 0)',
    replace: 'if (false)',
  },
  {
    name: 'a pending cancel does not reach what is waited for next',
    file: 'tasks.ts',
    find: '&& waited.cancel(this._cancelMessage))',
    replace: '&& false)',
  },
  {
    name: 'a task that has returned stays among all tasks',
    file: 'tasks.ts',
    find: 'this._loop._removeTask(this)\n    if (this',
    replace: 'if (this',
  },
  {
    name: 'after an eager start the new task remains the current one',
    file: 'tasks.ts',
    find: '      loop._currentTask = creator\n',
    replace: '',
  },
  {
    name: 'gather gives its results in the order of completion',
    file: 'gather.ts',
    find: '    this.#left -= 1\n',
    replace: `    this.#left -= 1
    this.#children.push(...this.#children.splice(this.#children.indexOf(child), 1))
`,
  },
  {
    name: 'cancelling a gather cancels only its first child',
    file: 'gather.ts',
    find: 'if (child.cancel(message)) any = true',
    replace: 'if (!any && child.cancel(message)) any = true',
  },
  {
    name: 'wait takes a cancelled Future for one that has failed',
    file: 'wait.ts',
    find: '!future.cancelled() && future.exception() !== undefined',
    replace: '(future.cancelled() || future.exception() !== undefined)',
  },
  {
    name: 'waitFor without time does not wait for the end of what it cancels',
    file: 'wait-for.ts',
    find: 'yield* cancelAndWait(future)',
    replace: 'future.cancel()',
  },
  {
    name: 'shield does not shield',
    file: 'shield.ts',
    find: 'return inner._state === PENDING ? new Shield(inner) : inner',
    replace: 'return inner',
  },
  {
    name: 'asCompleted tells only one of those who wait that time is over',
    file: 'as-completed.ts',
    find: `        future.removeDoneCallback(completed)
        this.#done.putNowait(null)`,
    replace: `        future.removeDoneCallback(completed)
        if (this.#done.empty()) this.#done.putNowait(null)`,
  },
  {
    name: 'a timeout takes foreign cancels for its own',
    file: 'timeouts.ts',
    find: 'return task.uncancel() <= this.#cancelling',
    replace: 'return task.uncancel() >= 0',
  },
  {
    name: 'a timeout does not take its cancel back',
    file: 'timeouts.ts',
    find: 'return task.uncancel() <= this.#cancelling',
    replace: 'return task.cancelling() - 1 <= this.#cancelling',
  },
  {
    name: 'a task group goes on after an error of a task',
    file: 'task-groups.ts',
    find: `      this.#abort()
      this.#cancelledParent = true`,
    replace: '      this.#cancelledParent = true',
  },
  {
    name: 'a task group does not take back the cancel of its parent',
    file: 'task-groups.ts',
    find: 'if (this.#cancelledParent && parent.uncancel() === 0)',
    replace: 'if (this.#cancelledParent)',
  },
  {
    name: 'the error of the body comes first in a task group',
    file: 'task-groups.ts',
    find: 'this.#errors.push(toError(thrown.error))',
    replace: 'this.#errors.unshift(toError(thrown.error))',
  },
  {
    name: 'a free lock is taken past those who wait',
    file: 'locks.ts',
    find: 'if (!this.#locked && waiters.allCancelled()) {',
    replace: 'if (!this.#locked) {',
  },
  {
    name: 'who is cancelled when woken for a lock does not wake the next',
    file: 'locks.ts',
    find: 'if (isCancelled(error) && !this.#locked)',
    replace: 'if (false)',
  },
  {
    name: 'those who wait for an event or a condition are woken from the last to the first',
    file: 'waiting-line.ts',
    find: `    for (let waiter = this.#asleep; waiter !== null && woken < count; waiter = this.#asleep) {
      this.#asleep = waiter._behind
`,
    replace: '    for (let waiter = this.#last; waiter !== null && woken < count; waiter = waiter._ahead) {\n',
  },
  {
    name: 'an event wakes only the first that waits',
    file: 'event.ts',
    find: 'this.#waiters.wake(this.#waiters.size)',
    replace: 'this.#waiters.wake(1)',
  },
  {
    name: 'a condition loses the notification of one that is cancelled',
    file: 'condition.ts',
    find: 'if (!woken)',
    replace: 'if (false)',
  },
  {
    name: 'a cancel ends the wait for the lock of a condition',
    file: 'condition.ts',
    find: '        cancelled = error\n',
    replace: '        throw error\n',
  },
  {
    name: 'a semaphore loses what was handed to one that is cancelled',
    file: 'semaphore.ts',
    find: 'if (!taken && waiter.done() && !waiter.cancelled())',
    replace: 'if (false)',
  },
  {
    name: 'a barrier opens for one too few',
    file: 'barrier.ts',
    find: 'if (this.#count === this.#parties) this.#open()',
    replace: 'if (this.#count >= this.#parties - 1) this.#open()',
  },
  {
    name: 'a barrier lets newcomers in while a round is leaving',
    file: 'barrier.ts',
    find: 'this.#state !== DRAINING && this.#state !== RESETTING',
    replace: 'this.#state !== RESETTING',
  },
  {
    name: 'putting an item wakes nobody',
    file: 'queues.ts',
    find: '    wakeNext(this.#getters)\n',
    replace: '',
  },
  {
    name: 'a getter that is cancelled does not pass its wake-up on',
    file: 'queues.ts',
    find: 'if (stillThere && !waiter.cancelled())',
    replace: 'if (false)',
  },
  {
    name: 'shutting a queue down does not wake those who get',
    file: 'queues.ts',
    find: '    wakeAll(this.#getters)\n',
    replace: '',
  },
  {
    name: 'a full queue that is shut down says that it is full',
    file: 'queues.ts',
    find: `    if (this.#shutDown) throw new QueueShutDown()
    if (this.full()) throw new QueueFull()
`,
    replace: `    if (this.full()) throw new QueueFull()
    if (this.#shutDown) throw new QueueShutDown()
`,
  },
  {
    name: 'a LifoQueue gives the oldest first',
    file: 'lifo-queue.ts',
    find: 'this.#items.pop() as T',
    replace: 'this.#items.shift() as T',
  },
  {
    name: 'a PriorityQueue gives the greatest first',
    file: 'heap-items.ts',
    find: 'order < 0 ||',
    replace: 'order > 0 ||',
  },
  {
    name: 'run cancels what is left from the last task to the first',
    file: 'runners.ts',
    find: '  for (const task of tasks) task.cancel()\n',
    replace: '  for (const task of [...tasks].reverse()) task.cancel()\n',
  },
  {
    name: 'closing a generator does not close the one it delegates to',
    file: 'generators.ts',
    find: `    if (error instanceof GeneratorExit) {
      this.#generator.close()
`,
    replace: '    if (error instanceof GeneratorExit) {\n',
  },
  {
    name: 'a generator may ignore GeneratorExit',
    file: 'generators.ts',
    find: "if (!result.done) throw new RuntimeError('generator ignored GeneratorExit')",
    replace: 'if (!result.done) return undefined',
  },
  {
    name: 'an error thrown into a generator that has not started leaves it as it is',
    file: 'generators.ts',
    find: `    if (this.#state !== GEN_SUSPENDED) {
      this.#state = GEN_CLOSED
      throw error`,
    replace: `    if (this.#state !== GEN_SUSPENDED) {
      throw error`,
  },
]
