import { type Coroutine, createTask, run, sleep, VirtualClock } from 'asyncio-ts'
import {
  createDatagramEndpoint,
  DatagramProtocol,
  encode,
  openConnection,
  SimulatedNetwork,
  type SimulatedNetworkOptions,
  setNetwork,
  startServer,
} from 'asyncio-ts/net'
import { createRecorder, type TraceEvent } from 'asyncio-ts/trace'
import { afterEach, describe, expect, test } from 'vitest'
import { readHandoff } from './handoff'
import { handoffPicture, handoffText } from './handoff-picture'
import { readMessages } from './messages'
import { staticPicture } from './recorded'
import { type Shape, textsOf } from './shape'
import { createTeller } from './tell'
import { readTimeline } from './timeline'
import { timelinePicture } from './timeline-picture'
import { messageText, timelineText } from './timeline-text'
import { whyNow } from './why'
import { english } from './words-en'
import { chinese } from './words-zh'

afterEach(() => setNetwork(null))

async function record(
  main: () => Coroutine<unknown>,
  network: SimulatedNetworkOptions = { latency: 0.5 },
): Promise<readonly TraceEvent[]> {
  setNetwork(new SimulatedNetwork(network))
  const recorder = createRecorder()
  await run(main(), { trace: recorder, clock: new VirtualClock() })
  return recorder.events
}

function* answer(): Coroutine<void> {
  yield* startServer(
    function* (reader, writer) {
      yield* reader.readline()
      yield* sleep(1)
      writer.write(encode('pong\n'))
      writer.close()
    },
    'localhost',
    8888,
  )
}

function* ask(): Coroutine<void> {
  const [reader, writer] = yield* openConnection('localhost', 8888)
  writer.write(encode('ping\n'))
  yield* reader.readline()
}

function* pingPong(): Coroutine<void> {
  yield* answer()
  yield* createTask(ask(), { name: 'client' })
}

function* lostDatagram(): Coroutine<void> {
  yield* createDatagramEndpoint(() => new DatagramProtocol(), { localAddr: ['127.0.0.1', 9999] })
  const [transport] = yield* createDatagramEndpoint(() => new DatagramProtocol(), { remoteAddr: ['127.0.0.1', 9999] })
  transport.sendto(encode('gone'))
  yield* sleep(1)
}

const shapesOf = (picture: Shape, wanted: (attrs: Shape['attrs']) => boolean): readonly Shape[] => [
  ...(wanted(picture.attrs) ? [picture] : []),
  ...picture.children.flatMap((child) => (typeof child === 'string' ? [] : shapesOf(child, wanted))),
]
const arrowsOf = (picture: Shape, kind: 'data' | 'end') =>
  shapesOf(picture, (attrs) => attrs.class === 'view-arrow' && attrs['data-kind'] === kind && attrs.x1 !== undefined)

const shareOf = (value: unknown): number => Number.parseFloat(String(value))
/** Tasks that have no name are numbered over all tests. */
const numberless = (text: string): string => text.replace(/Task-\d+/g, 'Task')

describe('messages on the timeline', () => {
  test('go from the lane of whoever sends to that of whoever reads, as long as they take', async () => {
    const events = await record(pingPong)
    const timeline = readTimeline(events)
    const { shape, axis } = timelinePicture(timeline, english)
    const [ping, pong] = arrowsOf(shape, 'data').map(({ attrs }) => attrs)
    expect(shareOf(ping?.x2)).toBeCloseTo(100 * axis.atTime(1.5), 1)
    expect(shareOf(pong?.x2)).toBeCloseTo(100 * axis.atTime(3), 1)
    for (const arrow of [ping, pong]) expect(shareOf(arrow?.x2) - shareOf(arrow?.x1)).toBeGreaterThan(10)
    expect(ping?.y2).toBeGreaterThan(Number(ping?.y1))
    expect(pong?.y2).toBeLessThan(Number(pong?.y1))
    const [first, second] = readMessages(events)
    expect(first?.from).toBe(second?.to)
    expect(first?.to).toBe(second?.from)
  })

  test('are written beside their lines, and above the lines of others', async () => {
    const { shape } = timelinePicture(readTimeline(await record(pingPong)), english)
    const groups = shapesOf(shape, (attrs) => attrs['data-event'] !== undefined && attrs.class !== 'view-link')
    const labels = groups.flatMap((group) => shapesOf(group, ({ class: it }) => String(it).startsWith('view-value')))
    expect(labels.map((label) => label.children)).toEqual([["'ping\\n'"], ["'pong\\n'"]])
    for (const [n, label] of labels.entries()) {
      const { x1, x2, y1, y2 } = arrowsOf(shape, 'data')[n]?.attrs ?? {}
      const passed = (Number(label.attrs.y) - 4 - Number(y1)) / (Number(y2) - Number(y1))
      const there = shareOf(x1) + passed * (shareOf(x2) - shareOf(x1))
      expect(shareOf(label.attrs.x)).toBeCloseTo(there, 1)
      expect(Math.abs(Number(label.attrs.dx))).toBe(6)
    }
    const drawn = JSON.stringify(shape)
    expect(drawn.indexOf('view-value')).toBeGreaterThan(drawn.lastIndexOf('view-arrow'))
  })

  test('are in the text, with when they are there, in both languages', async () => {
    const timeline = readTimeline(await record(pingPong))
    const told = (words: typeof english) =>
      timelineText(timeline, words)
        .rows.map(({ cells }) => numberless(cells.join(' | ')))
        .filter((row) => /ping|pong|stream to|发往/.test(row))
    expect(told(english)).toEqual(
      [
        "1\u00a0s | client (ask()) | sends 'ping\\n' to Task, there at 1.5\u00a0s; waits for data from a stream",
        "1.5\u00a0s | Task | reads 'ping\\n'; sleeps 1\u00a0s",
        "2.5\u00a0s | Task | sends 'pong\\n' to client, there at 3\u00a0s; ends",
        '2.5\u00a0s | Task | ends the stream to client, there at 3\u00a0s',
        "3\u00a0s | client (ask()) | reads 'pong\\n'; ends; wakes Task",
      ].map((row) => row.replaceAll(' (ask())', '')),
    )
    expect(told(chinese)[0]).toBe("1\u00a0秒 | client | 把'ping\\n'发给Task，1.5\u00a0秒时到达；等待流里的数据")
    expect(told(chinese)[3]).toBe('2.5\u00a0秒 | Task | 结束发往client的流，3\u00a0秒时到达')
  })

  test('have each mark of the picture in the text', async () => {
    for (const [main, network] of [
      [pingPong, { latency: 0.5 }],
      [pingPong, { latency: 0.1, loss: 0.3, seed: 5 }],
      [lostDatagram, { loss: 1 }],
      [lostDatagram, { duplicates: 1 }],
    ] as const) {
      const timeline = readTimeline(await record(main, network))
      expect(timeline.flights.length).toBeGreaterThan(0)
      for (const words of [english, chinese]) {
        const text = timelineText(timeline, words)
          .rows.map(({ cells }) => cells.join(' '))
          .join('\n')
        for (const { message } of timeline.flights) {
          expect(text).toContain(messageText(timeline, message, words))
          expect(text).toContain(message.value)
        }
        for (const drawn of textsOf(timelinePicture(timeline, words).shape)) {
          if (/^'p[io]ng/.test(drawn)) expect(text).toContain(drawn)
        }
      }
    }
  })

  test('that are lost say so, and end in a cross', async () => {
    const timeline = readTimeline(await record(lostDatagram, { loss: 1 }))
    expect(timeline.flights.map(({ how }) => how)).toEqual(['lost'])
    const message = timeline.messages[0]
    expect(message && messageText(timeline, message, english)).toBe(
      "sends 'gone' to localhost:9999, where it never comes",
    )
    expect(message && messageText(timeline, message, chinese)).toBe("把'gone'发给localhost:9999，但没有送到")
  })

  test('have a sign only where there are some', async () => {
    const without = await record(function* () {
      yield* sleep(1)
    })
    const legend = (events: readonly TraceEvent[]) =>
      staticPicture('timeline', { title: '', events }, null, english)?.html
    expect(legend(await record(pingPong))).toContain('sends over the network')
    expect(legend(without)).not.toContain('sends over the network')
  })
})

test('a sentence tells of each event of a message, and why it happened leads back to who sent it', async () => {
  const events = await record(pingPong)
  for (const [words, expected] of [
    [english, ["'ping\\n' has come to localhost:8888", "Task reads 'ping\\n'"]],
    [chinese, ["'ping\\n'到达localhost:8888", "Task读到'ping\\n'"]],
  ] as const) {
    const teller = createTeller(events, new Map(), words)
    const told = events
      .filter(({ kind }) => kind === 'net/arrive' || kind === 'net/read')
      .map((event) => numberless(teller.tell(event)))
    expect(told.slice(0, 2)).toEqual(expected)
  }
  const read = events.findLast(({ kind }) => kind === 'net/read')
  expect(whyNow(events, read?.i ?? -1).map(({ kind }) => kind)).toContain('net/send')
})

test('the hand-off has a row for what a generator sends and for what it reads', () => {
  const recorder = createRecorder()
  const { generators } = recorder
  const loop = { _clock: { time: () => 0 } } as never
  const [client, message, socket] = [{}, {}, {}]
  generators.created(client, 'client')
  generators.resumed(client, 'next')
  const said = { text: 'hi\n', shown: '', size: 3 }
  recorder.network(loop, { step: 'send', message, way: 'data', from: 'a:1', to: 'b:2', ...said })
  recorder.network(loop, { step: 'arrive', message, socket, size: 3 })
  recorder.network(loop, { step: 'read', socket, ...said })
  generators.ended(client, 'return', undefined)
  const handoff = readHandoff(recorder.events)
  const rows = (words: typeof english) =>
    handoffText(handoff, words).rows.map(({ cells }) => cells.slice(1, 3).join(' | '))
  expect(rows(english).slice(2, 4)).toEqual(["client | sends 'hi\\n' to b:2", "client | reads 'hi\\n'"])
  expect(rows(chinese).slice(2, 4)).toEqual(["client | 把'hi\\n'发给b:2", "client | 读到'hi\\n'"])
  const drawn = textsOf(handoffPicture(handoff, english).shape)
  expect(drawn).toEqual(expect.arrayContaining(["⇢ 'hi\\n'", "⇠ 'hi\\n'"]))
})
