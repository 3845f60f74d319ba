import { type Coroutine, createTask, run, runSync, sleep, VirtualClock } from 'asyncio-ts'
import { createRecorder, type TraceEvent } from 'asyncio-ts/trace'
import { describe, expect, test } from 'vitest'
import { readFrames } from './frames'
import { readHandoff, rowAt, shortened } from './handoff'
import { handoffText } from './handoff-picture'
import { readLoop } from './loop'
import { loopText } from './loop-picture'
import { moveFrom } from './moves'
import { staticPicture } from './recorded'
import { createTeller } from './tell'
import { readTimeline } from './timeline'
import { waitsOf } from './timeline-text'
import { whyNow } from './why'
import { english } from './words-en'
import { chinese } from './words-zh'

type Recorder = ReturnType<typeof createRecorder>

/** A consumer that is asked twice, and closed; it is told of as a compiled program tells of itself. */
function conversation(): readonly TraceEvent[] {
  const recorder = createRecorder()
  const { generators } = recorder
  const consumer = {}
  generators.created(consumer, 'consumer')
  generators.resumed(consumer, 'next')
  recorder.line({ line: 3, column: 1 }, { n: '0' })
  generators.yielded(consumer, 'ready')
  generators.resumed(consumer, 'send', 1)
  recorder.line({ line: 4, column: 1 }, { n: '1' })
  recorder.print('out', 'got 1')
  generators.yielded(consumer, 'ok')
  generators.resumed(consumer, 'close')
  generators.ended(consumer, 'close')
  return recorder.events
}

async function twoTasks(): Promise<readonly TraceEvent[]> {
  const recorder = createRecorder()
  function* wait(seconds: number): Coroutine<void> {
    yield* sleep(seconds)
    recorder.print('out', `after ${seconds}`)
  }
  function* main(): Coroutine<void> {
    const slow = createTask(wait(2), { name: 'slow' })
    const fast = createTask(wait(1), { name: 'fast' })
    yield* slow
    yield* fast
  }
  await run(main(), { trace: recorder, clock: new VirtualClock() })
  return recorder.events
}

const kindsOf = (events: readonly TraceEvent[]) => events.map(({ kind }) => kind)
const cellsOf = ({ rows }: { readonly rows: readonly { readonly cells: readonly string[] }[] }) =>
  rows.map(({ cells }) => cells.filter((cell) => cell !== '').join(' | '))

describe('the hand-off', () => {
  test('says who hands over what to whom, and what comes back', () => {
    expect(cellsOf(handoffText(readHandoff(conversation()), english))).toEqual([
      '1 | consumer | created, not started',
      '2 | driver | next() | consumer',
      "3 | consumer | yield 'ready' | driver",
      '4 | driver | send(1) | consumer',
      '5 | consumer | prints “got 1”',
      "6 | consumer | yield 'ok' | driver",
      '7 | driver | close() | consumer',
      '8 | consumer | closed | driver',
    ])
  })

  test('gives the column of a generator that has ended to the next one', () => {
    const recorder = createRecorder()
    for (const name of ['first', 'second']) {
      const it = {}
      recorder.generators.created(it, name)
      recorder.generators.resumed(it, 'next')
      recorder.generators.ended(it, 'return', 1)
    }
    const { lives, columns } = readHandoff(recorder.events)
    expect([columns, lives.map(({ name, column }) => [name, column])]).toEqual([
      2,
      [
        ['first', 1],
        ['second', 1],
      ],
    ])
  })

  test('finds the row of any event, and is cut where it gets too long', () => {
    const handoff = readHandoff(conversation())
    expect(rowAt(handoff, -1)).toBe(-1)
    expect(handoff.rows.map(({ event }) => rowAt(handoff, event))).toEqual(handoff.rows.map((_, row) => row))
    const short = shortened(handoff, 3)
    expect([short.rows.length, short.hidden, short.lives[0]?.to]).toEqual([3, 5, null])
    expect(handoffText(short, english).notes).toEqual(['… and 5 more'])
  })
})

describe('frames', () => {
  test('stay where they wait, with what their variables hold', () => {
    const events = conversation()
    const frames = readFrames(events)
    const at = (kind: TraceEvent['kind'], nth = 0) => events.filter((event) => event.kind === kind)[nth]?.i ?? -1
    expect(frames.at(at('gen/create'))[0]).toMatchObject({ name: 'consumer', status: 'created', line: null })
    expect(frames.at(at('gen/yield'))[0]).toMatchObject({ status: 'suspended', line: 3, variables: [['n', '0']] })
    expect(frames.at(at('print'))[0]).toMatchObject({ status: 'running', line: 4, variables: [['n', '1']] })
    expect(frames.at(events.length - 1)[0]).toMatchObject({ status: 'closed' })
  })
})

describe('the loop', () => {
  test('tells for each turn what it ran and what is ready after it', async () => {
    const { turns } = readLoop(await twoTasks())
    expect(turns.slice(0, 2).map(({ n, t, ran, ready }) => [n, t, ran.length, ready.map(({ name }) => name)])).toEqual([
      [1, 0, 1, ['slow', 'fast']],
      [2, 0, 2, []],
    ])
    expect(cellsOf(loopText(readLoop(await twoTasks()), chinese))[1]).toContain('定时器：1')
  })

  test('knows at each event who is ready, who runs, who waits and which timer is next', async () => {
    const events = await twoTasks()
    const loop = readLoop(events)
    const clock = events.find(({ kind }) => kind === 'loop/clock')
    const state = loop.at((clock?.i ?? 0) - 1)
    expect(state.ready).toEqual([])
    expect(state.timers.map(({ when, wakes }) => [when, wakes])).toEqual([
      [1, ['fast']],
      [2, ['slow']],
    ])
    expect(state.waiting.map(({ what }) => what)).toEqual(['slow', 'sleep', 'sleep'])
  })
})

describe('why now', () => {
  test('goes back from a printed line to the timer that was up, and to who set it', async () => {
    const events = await twoTasks()
    const printed = events.find((event) => event.kind === 'print')
    const chain = whyNow(events, printed?.i ?? -1)
    expect(kindsOf(chain).slice(0, 4)).toEqual(['task/step', 'task/wake', 'loop/timer-fire', 'loop/timer-set'])
    const teller = createTeller(events, waitsOf(readTimeline(events)), english)
    expect(chain.slice(1, 3).map(teller.tell)).toEqual(['sleep is done, so fast can go on', 'the timer of sleep fires'])
  })

  test('says nothing of what the world began', async () => {
    expect(whyNow(await twoTasks(), 0)).toEqual([])
  })
})

describe('moving the cursor', () => {
  test('goes by events, turns and printed lines, and stops at both ends', async () => {
    const events = await twoTasks()
    const last = events.length - 1
    expect(moveFrom(events, -1, 'event', 1)).toBe(0)
    expect(moveFrom(events, 0, 'event', -1)).toBe(-1)
    expect(moveFrom(events, -1, 'event', -1)).toBe(-1)
    expect(moveFrom(events, last, 'print', 1)).toBe(last)
    expect(events[moveFrom(events, 0, 'turn', 1)]?.kind).toBe('loop/turn')
    expect(events[moveFrom(events, last, 'print', -1)]).toMatchObject({ kind: 'print', text: 'after 2' })
  })

  test('stays with a task', async () => {
    const events = await twoTasks()
    const start = events.findIndex((event) => event.kind === 'task/step' && event.op === 'send' && event.i > 10)
    const { task } = events[start] as TraceEvent
    const next = events[moveFrom(events, start, 'task', 1)] as TraceEvent
    expect([next.i > start, next.task === task || ('id' in next && next.id === task)]).toEqual([true, true])
  })
})

test('every kind of event has a sentence in both languages', async () => {
  for (const events of [conversation(), await twoTasks()]) {
    for (const words of [english, chinese]) {
      const { tell } = createTeller(events, waitsOf(readTimeline(events)), words)
      for (const event of events) {
        expect(tell(event), event.kind).not.toMatch(/undefined|null|NaN|^$/)
        if (words === chinese) expect(tell(event), event.kind).toMatch(/\p{Script=Han}/u)
      }
    }
  }
})

test('a picture at rest carries its text with it, and escapes what was printed', () => {
  const recorder: Recorder = createRecorder()
  runSync(
    function* () {
      recorder.print('out', '<img src=x onerror=alert(1)>')
    },
    { trace: recorder },
  )
  const picture = staticPicture('timeline', { title: '', events: recorder.events }, null, english)
  expect(picture?.html).toContain('<details')
  expect(picture?.html).toContain('&lt;img src=x')
  expect(picture?.html).not.toContain('<img')
  expect(staticPicture('handoff', { title: '', events: recorder.events }, null, english)).toBeNull()
})
