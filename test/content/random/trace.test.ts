import { EventLoop } from 'asyncio-ts'
import { createRecorder, createTraceFolder, type Recorder, type TraceEvent, type TraceSink } from 'asyncio-ts/trace'
import { describe, expect, test } from 'vitest'
import { showProgram } from '../../differential/report'
import { programOf } from '../../differential/seeds'
import type { Program } from './language'
import { randomPrograms } from './programs'
import type { Room } from './room'
import { runInRoom, runProgram, runProgramSync } from './run'
import { streamPrograms } from './stream-programs'
import { runStreamProgram } from './streams'
import { beginWatching, foldedState, trueState } from './true-state'

/** No program reaches them. */
const limits = { events: 1e6, bytes: 1e9, tasks: 1e6 }

const HOOKS: readonly (keyof TraceSink)[] = [
  ...(['turn', 'push', 'pop', 'eager', 'timerSet', 'timerCancelled', 'futureCreated', 'futureSettled'] as const),
  ...(['waiterAdded', 'callbackRemoved', 'taskCancelled', 'deadlock', 'closed', 'lineJoined', 'changed'] as const),
]

function programs(count: number): readonly { readonly seed: number; readonly program: Program }[] {
  return Array.from({ length: count }, (_, index) => {
    return { seed: index + 1, program: programOf({ arbitrary: randomPrograms }, index + 1).value }
  })
}

/** A recorder whose events are compared, after each hook, with what the loop holds then. */
class Checked {
  readonly recorder = createRecorder({ limits })
  readonly sink: TraceSink
  looked = 0
  #last = -1
  failure: Error | null = null
  /** How many eager tasks take their first step, one within the other. */
  #eager = 0
  readonly #folder = createTraceFolder(this.recorder.events)
  readonly #room: Room

  constructor(room: Room) {
    this.#room = room
    const hook =
      (name: keyof TraceSink) =>
      (...args: unknown[]) => {
        const [first, second] = args
        if (name === 'futureSettled') this.#note(() => this.#checkWaiters(first as object, second))
        if (name === 'eager') this.#eager += second === true ? 1 : -1
        const tell = this.recorder[name] as (...args: unknown[]) => void
        tell.apply(this.recorder, args)
        const loop = first instanceof EventLoop ? first : (first as { _loop: EventLoop })._loop
        this.#note(() => this.#check(name, loop, first, second))
      }
    this.sink = Object.fromEntries(HOOKS.map((name) => [name, hook(name)])) as unknown as TraceSink
  }

  /** Within a hook an error would be the loop's, which might well handle it. */
  #note(check: () => void): void {
    try {
      check()
    } catch (error) {
      this.failure ??= error as Error
    }
  }

  #check(hook: keyof TraceSink, loop: EventLoop, first: unknown, second: unknown): void {
    const { recorder } = this
    const last = recorder.events.at(-1)
    // A hook that adds nothing may be within something.
    if (last === undefined || last.i === this.#last) return
    this.#last = last.i
    this.looked += 1
    const state = this.#folder.at(last.i)
    const starting = hook === 'pop' ? second : hook === 'eager' && second === true ? first : null
    const where = `after event ${last.i}, ${last.kind} (${hook})`
    const truth = trueState(loop, this.#room, recorder, starting)
    expect(foldedState(state, this.#room, recorder), where).toEqual(truth)
    expect([state.i, state.turn], where).toEqual([last.i, recorder.events.filter(isTurn).length])
    if (hook === 'turn') return
    expect(state.t, where).toBe(loop.time())
    // What the loop calls current begins after these hooks.
    if (starting !== null) expect(state.running?.id, where).toBe(recorder.idOf(starting as object))
    else if (loop._currentTask !== null) expect(state.running?.id, where).toBe(recorder.idOf(loop._currentTask))
    // At the end of an eager step the loop calls no task current, until the one that it lies within goes on.
    else if (this.#eager === 0) expect(Object.keys(truth.tasks), where).not.toContain(`${state.running?.id}`)
    if (hook === 'pop') this.#checkSemaphores(where, last)
  }

  /** Within a release it wakes before it counts. */
  #checkSemaphores(where: string, { i }: TraceEvent): void {
    const { locks } = this.#folder.at(i)
    for (const semaphore of this.#room.semaphores) {
      const found = locks.find(({ id }) => id === this.recorder.idOf(semaphore))
      if (found?.free !== undefined) expect(found.free, where).toBe(semaphore._value)
    }
  }

  /** All who wait for a future, callbacks as well, in the order in which they are to be woken. */
  #checkWaiters(future: object, waiters: unknown): void {
    const id = this.recorder.idOf(future)
    if (id === undefined) return
    const { futures, tasks } = this.#folder.at(this.recorder.events.length - 1)
    const found = [...futures, ...tasks].find((each) => each.id === id)
    const all = waiters === null ? [] : [waiters].flat()
    expect((found?.waiters ?? []).map((waiter) => waiter.id)).toEqual(
      all.map((waiter) => this.recorder.idOf(waiter as object)),
    )
  }
}

const isTurn = ({ kind }: TraceEvent): boolean => kind === 'loop/turn'

function checkedIn(room: Room, made: Checked[]): TraceSink {
  beginWatching()
  const checked = new Checked(room)
  made.push(checked)
  return checked.sink
}

/** How many events were compared. Throws what was found. */
function lookedAt(made: readonly Checked[], seed: number, program: Program): number {
  for (const { failure } of made) {
    if (failure === null) continue
    failure.message += `\nseed ${seed}: ${showProgram(program)}`
    throw failure
  }
  return made.reduce((sum, { looked }) => sum + looked, 0)
}

function record(program: Program): Recorder {
  const recorder = createRecorder({ limits })
  runInRoom(program, () => recorder)
  return recorder
}

describe('the trace of random programs', () => {
  test('folds, at every event, to what the loop itself holds', () => {
    let looked = 0
    for (const { seed, program } of programs(300)) {
      const made: Checked[] = []
      runInRoom(program, (room) => checkedIn(room, made))
      looked += lookedAt(made, seed, program)
    }
    expect(looked).toBeGreaterThan(20_000)
  })

  test('does so too when the loop hops on that of JavaScript', async () => {
    for (const { seed, program } of programs(50)) {
      const made: Checked[] = []
      await runProgram(program, (room) => checkedIn(room, made))
      expect(lookedAt(made, seed, program)).toBeGreaterThan(5)
    }
  })

  test('says of each event what made it happen, back to something that came from outside', () => {
    const met = new Map<string, Set<string>>()
    for (const { seed, program } of programs(300)) {
      const { events } = record(program)
      expect(JSON.parse(JSON.stringify(events)), `seed ${seed}`).toEqual(events)
      for (const { i, kind, cause, task, callback } of events) {
        const where = `seed ${seed}, event ${i}, ${kind}`
        if (cause === undefined) {
          // Nothing executes: the runner itself begins, ends or cleans up, or the loop goes on.
          expect([task, callback], where).toEqual([undefined, undefined])
          continue
        }
        expect(Number.isInteger(cause) && cause >= 0 && cause < i, where).toBe(true)
        const causes = met.get(kind) ?? new Set()
        met.set(kind, causes.add((events[cause] as TraceEvent).kind))
      }
    }
    const causesOf = (kind: string) => [...(met.get(kind) ?? [])].sort()
    expect(causesOf('loop/ready-pop')).toEqual(['loop/ready-push'])
    expect(causesOf('task/step')).toEqual(['loop/ready-pop', 'task/create'])
    expect(causesOf('task/suspend')).toEqual(['task/step'])
    expect(causesOf('task/end')).toEqual(['task/step'])
    expect(causesOf('task/wake')).toEqual(['future/settle', 'task/end'])
    expect(causesOf('loop/timer-fire')).toEqual(['loop/timer-set'])
    expect(causesOf('loop/clock')).toEqual(['loop/timer-set'])
    expect(causesOf('task/cancel')).toEqual(['loop/ready-pop', 'task/cancel', 'task/step'])
    expect(causesOf('task/create')).toEqual(['loop/ready-pop', 'task/step'])
    expect(causesOf('sync/acquire')).toEqual(['task/step'])
  })

  test('is of a run in which all is as it is without a recorder', async () => {
    for (const { seed, program } of programs(500)) {
      const recorder = createRecorder()
      expect(runInRoom(program, () => recorder).lines, `seed ${seed}`).toEqual(runProgramSync(program))
      expect(recorder.events.length).toBeGreaterThan(5)
    }
    for (const { seed, program } of programs(100)) {
      expect(await runProgram(program, () => createRecorder()), `seed ${seed}`).toEqual(runProgramSync(program))
    }
  })

  test('is of streams that say the same without a recorder', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const { value } = programOf({ arbitrary: streamPrograms }, seed)
      const recorder = createRecorder()
      expect(runStreamProgram(value, recorder), `seed ${seed}`).toEqual(runStreamProgram(value))
      expect(recorder.events.length).toBeGreaterThan(5)
    }
  })
})
