import type { TraceEvent } from 'asyncio-ts/trace'
import { type People, readPeople } from './people'
import type { WaitFor } from './timeline'
import type { Words } from './words'

/** Says what events are, one sentence each, without its end. */
export interface Teller {
  readonly people: People
  tell(event: TraceEvent): string
}

/** `waits`: for what a task waits from its `task/suspend` on, as the timeline has it. */
export function createTeller(
  events: readonly TraceEvent[],
  waits: ReadonlyMap<number, WaitFor>,
  words: Words,
  people = readPeople(events),
): Teller {
  const say = words.event
  const started = new Set<number>()
  const firstStep = new Set<number>()
  for (const event of events) {
    if (event.kind !== 'task/step' || started.has(event.id)) continue
    started.add(event.id)
    firstStep.add(event.i)
  }
  const sent = new Map<number, Extract<TraceEvent, { kind: 'net/send' }>>()
  for (const event of events) if (event.kind === 'net/send') sent.set(event.id, event)
  const sentValue = (id: number): string | null => {
    const message = sent.get(id)
    return message === undefined || message.way === 'end' ? null : message.value
  }
  const sentTo = (id: number): string => sent.get(id)?.to ?? ''
  const name = (id: number): string => people.nameOf(id)
  const who = ({ task, callback, frame }: TraceEvent): string => {
    if (task !== undefined) return name(task)
    if (frame !== undefined) return name(frame)
    return callback === undefined ? words.lane('program') : name(callback)
  }
  const caller = (event: TraceEvent, id: number | undefined): string => {
    if (id !== undefined) return name(id)
    return event.task === undefined ? words.handoff.theDriver : words.handoff.theLoop
  }
  const woken = (to: readonly number[]): string | null => (to.length === 0 ? null : words.list(to.map(name)))

  const tell = (event: TraceEvent): string => {
    switch (event.kind) {
      case 'gen/create':
        return say.genCreate(name(event.id))
      case 'gen/resume': {
        const told = say.genResume(caller(event, event.from), name(event.id), event.op, event.value ?? null)
        return event.dropped ? words.clauses([told, say.genDropped]) : told
      }
      case 'gen/yield':
        return say.genYield(name(event.id), event.value, caller(event, event.to))
      case 'gen/delegate':
        return say.genDelegate(name(event.id), event.to === undefined ? event.value : name(event.to))
      case 'gen/end':
        return say.genEnd(name(event.id), event.how, event.value)
      case 'task/create':
        return say.taskCreate(event.parent === undefined ? null : name(event.parent), name(event.id))
      case 'task/step':
        if (firstStep.has(event.i) && event.op === 'send') return say.taskStart(name(event.id))
        return say.taskStep(name(event.id), event.op, event.value ?? null)
      case 'task/suspend':
        return say.taskSuspend(name(event.id), waits.get(event.i) ?? null)
      case 'task/wake':
        return say.taskWake(name(event.id), name(event.by))
      case 'task/cancel':
        return say.taskCancel(event.by === undefined ? null : name(event.by), name(event.id))
      case 'task/end':
        return say.taskEnd(name(event.id), event.how, event.value)
      case 'future/create':
        return say.futureCreate(name(event.id))
      case 'future/settle':
        return say.futureSettle(name(event.id), event.how, event.value)
      case 'future/callback':
        return say.futureCallback(name(event.id), event.name, event.op)
      case 'loop/turn':
        return say.turn(event.turn)
      case 'loop/ready-push':
        return say.readyPush(name(event.id))
      case 'loop/ready-pop':
        return say.readyPop(name(event.id), event.cancelled === true)
      case 'loop/timer-set':
        return say.timerSet(event.name, event.when)
      case 'loop/timer-fire':
        return say.timerFire(name(event.id))
      case 'loop/timer-cancel':
        return say.timerCancel(name(event.id))
      case 'loop/io':
        return say.io(event.name)
      case 'loop/clock':
        return say.clock(event.from, event.to)
      case 'loop/deadlock':
        return say.deadlock
      case 'loop/close':
        return say.close
      case 'sync/acquire':
        return say.acquire(who(event), name(event.id))
      case 'sync/wait':
        return say.wait(who(event), name(event.id), event.position)
      case 'sync/release':
        return say.release(who(event), name(event.id), woken(event.to))
      case 'sync/set':
        return say.set(who(event), name(event.id))
      case 'sync/clear':
        return say.clear(who(event), name(event.id))
      case 'sync/notify':
        return say.notify(who(event), name(event.id), woken(event.to))
      case 'queue/put':
        return say.put(who(event), name(event.id), event.value, event.size)
      case 'queue/get':
        return say.get(who(event), name(event.id), event.value, event.size)
      case 'queue/shutdown':
        return say.shutdown(who(event), name(event.id))
      case 'net/send':
        return say.send(who(event), sentValue(event.id), event.to)
      case 'net/arrive':
        return say.arrive(sentValue(event.id), sentTo(event.id))
      case 'net/lost':
        return say.lost(sentValue(event.id), sentTo(event.id))
      case 'net/read':
        return say.read(who(event), event.value)
      case 'print':
        return say.print(who(event), event.text)
      case 'line':
        return say.line(who(event), event.loc?.line ?? null)
      case 'lines/end':
        return say.linesEnd
      case 'truncated':
        return words.cut(event)
    }
  }
  return { people, tell }
}
