import type { TraceEvent } from 'asyncio-ts/trace'
import { type People, readPeople } from './people'

export type FrameStatus = 'created' | 'running' | 'waits' | 'suspended' | 'done' | 'failed' | 'closed'

/** A generator's own frame: where it stands, and what its variables hold. */
export interface Frame {
  readonly id: number
  readonly name: string
  /** Of the coroutine of a task that goes by another name: its call. */
  readonly call: string | null
  readonly index: number
  readonly status: FrameStatus
  /** Where it runs or waits, where the trace says so. */
  readonly line: number | null
  readonly variables: readonly (readonly [name: string, value: string])[]
  /** The task whose coroutine it is. */
  readonly task: number | null
}

export interface Frames {
  readonly people: People
  /** The line at which the program is after event `i`, where the trace says so. */
  lineAt(i: number): number | null
  at(i: number): readonly Frame[]
}

interface Growing {
  id: number
  name: string
  call: string | null
  index: number
  status: FrameStatus
  line: number | null
  variables: Map<string, string>
  task: number | null
}

export function readFrames(events: readonly TraceEvent[]): Frames {
  const people = readPeople(events)
  return {
    people,
    lineAt: (i) => events[i]?.loc?.line ?? null,
    at: (i) => foldFrames(events, i, people),
  }
}

function foldFrames(events: readonly TraceEvent[], until: number, people: People): readonly Frame[] {
  const frames = new Map<number, Growing>()
  const get = (id: number): Growing => {
    let frame = frames.get(id)
    if (frame === undefined) {
      frame = {
        id,
        name: people.nameOf(id),
        index: people.indexOf(id),
        call: people.taskOf(id)?.more ?? null,
        status: 'created',
        line: null,
        variables: new Map(),
        task: null,
      }
      frames.set(id, frame)
    }
    return frame
  }
  for (let i = 0; i <= until && i < events.length; i += 1) {
    const event = events[i] as TraceEvent
    if (event.frame !== undefined && event.loc !== undefined) get(event.frame).line = event.loc.line
    switch (event.kind) {
      case 'gen/create':
        get(event.id)
        break
      case 'gen/resume': {
        const frame = get(event.id)
        frame.status = 'running'
        if (event.from !== undefined) get(event.from).status = 'waits'
        else frame.task = event.task ?? null
        break
      }
      case 'gen/yield':
        get(event.id).status = 'suspended'
        if (event.loc !== undefined) get(event.id).line = event.loc.line
        if (event.to !== undefined) get(event.to).status = 'running'
        break
      case 'gen/end': {
        get(event.id).status = event.how === 'return' ? 'done' : event.how === 'throw' ? 'failed' : 'closed'
        // Whoever had resumed it goes on.
        const waiting = [...frames.values()].filter(({ status }) => status === 'waits').at(-1)
        if (waiting && event.frame !== undefined) waiting.status = 'running'
        break
      }
      case 'line':
        if (event.frame === undefined) break
        for (const [name, value] of Object.entries(event.changed)) get(event.frame).variables.set(name, value)
        break
      case 'lines/end':
        for (const frame of frames.values()) {
          frame.variables.clear()
          // One that is suspended stays where it waits.
          if (frame.status === 'running') frame.line = null
        }
    }
  }
  return [...frames.values()].map((frame) => ({ ...frame, variables: [...frame.variables] }))
}
