import { DeadlockError, EventLoop, type Future, RuntimeError, run, runSync, type Task, VirtualClock } from 'asyncio-ts'
import { configureHost } from 'asyncio-ts/host'
import type { TraceSink } from 'asyncio-ts/trace'
import type { Program } from './language'
import { language, prepare } from './ops'
import { Room } from './room'
import { show } from './show'

const MAX_STOPS = 5

// When an error that nobody fetched is reported, CPython leaves to its collector.
configureHost({ report: () => {} })

/** A loop on virtual time whose deadlock ends the log: what the clean-up does after it, is not a question of order. */
class Loop extends EventLoop {
  readonly #room: Room

  constructor(room: Room, trace: TraceSink | null) {
    super({ clock: new VirtualClock() })
    this.#room = room
    this._trace = trace
  }

  override _runUntilDoneSync(future: Future<unknown>): void {
    try {
      super._runUntilDoneSync(future)
    } catch (error) {
      throw this.#noted(error)
    }
  }

  override async _runUntilDone(future: Future<unknown>): Promise<void> {
    try {
      await super._runUntilDone(future)
    } catch (error) {
      throw this.#noted(error)
    }
  }

  #noted(error: unknown): unknown {
    if (error instanceof DeadlockError) this.#room.deadlocked(error)
    return error
  }
}

/** Makes what is told of all that happens in a room. */
export type Traced = (room: Room) => TraceSink

/** Runs a program to its end without ever leaving this turn of JavaScript's own loop. */
export function runInRoom(program: Program, traced?: Traced): Room {
  const room = new Room(program, language, prepare)
  const trace = traced?.(room) ?? null
  try {
    if (program.drive === 'run') runSync(room.main(), { loopFactory: () => new Loop(room, trace) })
    else driveLoopSync(room, trace)
    room.finish('ended')
  } catch (error) {
    room.finish(show(error))
  }
  return room
}

/** The same; gives the log. */
export function runProgramSync(program: Program): readonly string[] {
  return runInRoom(program).lines
}

/** Runs a program on a loop that hops on JavaScript's, as in a page. */
export async function runProgram(program: Program, traced?: Traced): Promise<readonly string[]> {
  const room = new Room(program, language, prepare)
  const trace = traced?.(room) ?? null
  try {
    if (program.drive === 'run') await run(room.main(), { loopFactory: () => new Loop(room, trace) })
    else await driveLoop(room, trace)
    room.finish('ended')
  } catch (error) {
    room.finish(show(error))
  }
  return room.lines
}

/** Runs the main task by the loop alone, and again after each stop. Nobody cancels what is left. */
async function driveLoop(room: Room, trace: TraceSink | null): Promise<void> {
  const loop = new Loop(room, trace)
  const task = loop.createTask(room.main())
  try {
    for (let stops = 0; stops < MAX_STOPS && !task.done(); stops += 1) {
      await loop.runUntilComplete(task).catch((error) => noteStop(room, task, error))
    }
  } finally {
    loop.close()
  }
}

function driveLoopSync(room: Room, trace: TraceSink | null): void {
  const loop = new Loop(room, trace)
  const task = loop.createTask(room.main())
  try {
    for (let stops = 0; stops < MAX_STOPS && !task.done(); stops += 1) {
      try {
        loop.runUntilCompleteSync(task)
      } catch (error) {
        noteStop(room, task, error)
      }
    }
  } finally {
    loop.close()
  }
}

function noteStop(room: Room, task: Task<void>, error: unknown): void {
  if (task.done() || !(error instanceof RuntimeError) || error instanceof DeadlockError) throw error
  room.log('run', show(error))
}
