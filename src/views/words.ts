import type { Ending, TraceEvent } from 'asyncio-ts/trace'
import type { LaneKey } from './steps'
import type { WaitFor } from './timeline'

/** All that views say, in one language. Names of tasks, values and what a program prints come as they are. */
export interface Words {
  readonly locale: 'en' | 'zh-Hans'
  /** `2 s`, `0.5 s` */
  seconds(t: number): string
  list(items: readonly string[]): string
  /** A sentence of several clauses. */
  clauses(parts: readonly string[]): string
  quote(text: string): string
  labelled(label: string, text: string): string
  lane(key: LaneKey): string
  output: string
  /** For what somebody waits, of which the trace speaks in English. */
  purpose(what: string): string
  waitsFor(on: WaitFor): string
  /** In a bar, where there is little room. */
  waitsForShort(on: WaitFor): string
  ready: string
  ends(how: Ending, value: string): string
  holds(what: string): string
  prints(text: string): string
  makes(task: string): string
  wakes(task: string): string
  cancels(task: string): string
  runs: string
  /** Of a step on a real clock. */
  lasts(seconds: number): string
  /** Whoever runs was due at that time, and not let. */
  heldUpSince(t: number): string
  givesWay: string
  thenWaitsFor(on: WaitFor): string
  thenEnds(how: Ending, value: string): string
  acquires(what: string): string
  releases(what: string): string
  puts(value: string, what: string, size: number): string
  gets(value: string, what: string, size: number): string
  /** `value`: null for the end of a stream. `there`: when it is there. */
  sends(value: string | null, to: string, there: readonly string[], lost: boolean): string
  reads(value: string): string
  more(count: number): string
  cut(event: Extract<TraceEvent, { kind: 'truncated' }>): string
  legend: Readonly<
    Record<
      | 'runs'
      | 'waits'
      | 'step'
      | 'suspended'
      | 'ready'
      | 'ended'
      | 'foot'
      | 'holds'
      | 'links'
      | 'prints'
      | 'sends'
      | 'task'
      | 'callback'
      | 'timer'
      | 'resumes'
      | 'gives',
      string
    >
  >
  columns: Readonly<Record<'time' | 'turn' | 'who' | 'what' | 'from' | 'to' | 'value' | 'ready' | 'line', string>>
  handoff: HandoffWords
  loop: LoopWords
  event: EventWords
  frames: FrameWords
  ui: UiWords
}

export interface FrameWords {
  readonly states: Readonly<
    Record<'created' | 'running' | 'waits' | 'suspended' | 'done' | 'failed' | 'closed', string>
  >
  line(n: number): string
  readonly unknownLine: string
  readonly none: string
  readonly variables: string
  /** Over the part of the picture where steps go by. */
  steps(count: number, hidden: number): string
}

/** What can be pressed, and what is said of it. */
export interface UiWords {
  readonly more: string
  readonly broken: string
  readonly picture: string
  readonly here: string
  readonly step: string
  readonly first: string
  readonly back: string
  readonly forward: string
  readonly last: string
  readonly play: string
  readonly pause: string
  readonly speed: string
  readonly by: string
  readonly strides: Readonly<Record<'event' | 'turn' | 'print' | 'task', string>>
  readonly beforeAll: string
  position(i: number, count: number): string
  moment(t: number, turn: number): string
  readonly why: string
  readonly whyNothing: string
  readonly whyBecause: string
  readonly axis: string
  readonly axes: Readonly<Record<'time' | 'order', string>>
  readonly text: string
  readonly saveSvg: string
  readonly saveJson: string
  readonly nothing: string
  readonly noGenerators: string
  readonly noLoop: string
  readonly noLines: string
  readonly plain: string
  readonly recorded: string
  readonly beside: string
  readonly besideNothing: string
  readonly others: Readonly<Record<'fence' | 'original' | 'before', string>>
  readonly thisRun: string
}

export interface HandoffWords {
  readonly driver: string
  readonly loop: string
  /** Within a sentence. */
  readonly theDriver: string
  readonly theLoop: string
  /** Over the arrow that resumes. */
  resume(op: 'next' | 'send' | 'throw' | 'close', value: string | null): string
  yields(value: string): string
  returns(value: string): string
  throws(value: string): string
  readonly closed: string
  readonly dropped: string
  delegates(to: string): string
  readonly created: string
}

export interface LoopWords {
  turn(n: number): string
  readonly start: string
  readonly ready: string
  readonly running: string
  readonly timers: string
  readonly waiting: string
  readonly done: string
  readonly locks: string
  readonly nothing: string
  readonly readyNote: string
  due(t: number): string
  readonly never: string
  heldBy(names: string): string
  readonly free: string
  line(names: string): string
  items(size: number): string
  ranThis(names: string): string
}

/** A sentence for each kind of event, without its end. */
export interface EventWords {
  genCreate(gen: string): string
  genResume(who: string, gen: string, op: 'next' | 'send' | 'throw' | 'close', value: string | null): string
  genDropped: string
  genYield(gen: string, value: string, to: string): string
  genDelegate(gen: string, to: string): string
  genEnd(gen: string, how: 'return' | 'throw' | 'close', value: string): string
  taskCreate(by: string | null, task: string): string
  taskStep(task: string, op: 'send' | 'throw', value: string | null): string
  taskStart(task: string): string
  taskSuspend(task: string, on: WaitFor | null): string
  taskWake(task: string, by: string): string
  taskCancel(by: string | null, task: string): string
  taskEnd(task: string, how: Ending, value: string): string
  futureCreate(name: string): string
  futureSettle(name: string, how: Ending, value: string): string
  futureCallback(name: string, fn: string, op: 'add' | 'remove'): string
  turn(n: number): string
  readyPush(name: string): string
  readyPop(name: string, cancelled: boolean): string
  timerSet(name: string, when: number | null): string
  timerFire(name: string): string
  timerCancel(name: string): string
  io(name: string): string
  clock(from: number, to: number): string
  deadlock: string
  close: string
  acquire(who: string, what: string): string
  wait(who: string, what: string, position: number): string
  release(who: string, what: string, to: string | null): string
  set(who: string, what: string): string
  clear(who: string, what: string): string
  notify(who: string, what: string, to: string | null): string
  put(who: string, what: string, value: string, size: number): string
  get(who: string, what: string, value: string, size: number): string
  shutdown(who: string, what: string): string
  send(who: string, value: string | null, to: string): string
  arrive(value: string | null, to: string): string
  lost(value: string | null, to: string): string
  read(who: string, value: string): string
  print(who: string, text: string): string
  line(who: string, line: number | null): string
  /** No lines are told any more. */
  linesEnd: string
}
