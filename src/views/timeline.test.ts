import { type Coroutine, createTask, gather, Lock, run, sleep, VirtualClock } from 'asyncio-ts'
import { createRecorder, type TraceEvent } from 'asyncio-ts/trace'
import { describe, expect, test } from 'vitest'
import { makeAxis } from './axis'
import { lengthOf, NARROW } from './measure'
import { escapeText, type Shape, textsOf, toMarkup } from './shape'
import { readTimeline, shareOf } from './timeline'
import { sharedAxis, timelinePicture } from './timeline-picture'
import { timelineText } from './timeline-text'
import { english } from './words-en'
import { chinese } from './words-zh'

type Print = (text: string) => void

async function record(main: (print: Print) => Coroutine<unknown>): Promise<readonly TraceEvent[]> {
  const recorder = createRecorder()
  await run(
    main((text) => recorder.print('out', text)),
    { trace: recorder, clock: new VirtualClock() },
  ).catch(() => {})
  return recorder.events
}

/** Tasks that have no name are numbered over all tests. */
const numberless = (text: string): string => text.replace(/Task-\d+/g, 'Task')

function* sayAfter(delay: number, what: string): Coroutine<string> {
  yield* sleep(delay)
  return what
}

/** 3 s one after the other, 2 s as tasks. */
function* sequence(print: Print): Coroutine<void> {
  print(yield* sayAfter(2, 'hello'))
  print(yield* sayAfter(1, 'world'))
}

function* tasks(print: Print): Coroutine<void> {
  const hello = createTask(sayAfter(2, 'hello'), { name: 'hello' })
  const world = createTask(sayAfter(1, 'world'), { name: 'world' })
  print(yield* hello)
  print(yield* world)
}

describe('the timeline of a run', () => {
  test('has a lane for each task, with its waits and its end', async () => {
    const { lanes, waits, end } = readTimeline(await record(tasks))
    expect(lanes.map(({ name, end }) => [numberless(name), end?.at.t, end?.value])).toEqual([
      ['Task', 2, 'undefined'],
      ['hello', 2, "'hello'"],
      ['world', 1, "'world'"],
    ])
    expect(waits.map(({ lane, from, to, on }) => [lane, from.t, to.t, english.waitsFor(on)])).toEqual([
      [lanes[2]?.key, 0, 1, 'sleeps 1\u00a0s'],
      [lanes[1]?.key, 0, 2, 'sleeps 2\u00a0s'],
      [lanes[0]?.key, 0, 2, 'waits for hello'],
    ])
    expect(end).toBe(2)
  })

  test('says from its text alone why world comes after hello', async () => {
    const { rows } = timelineText(readTimeline(await record(tasks)), english)
    expect(rows.map(({ cells }) => numberless(cells.join(' | ')))).toEqual([
      '0\u00a0s | Task | makes the task hello; makes the task world; waits for hello',
      '0\u00a0s | hello | sleeps 2\u00a0s',
      '0\u00a0s | world | sleeps 1\u00a0s',
      "1\u00a0s | world | ends with 'world'",
      "2\u00a0s | hello | ends with 'hello'; wakes Task",
      '2\u00a0s | Task | prints “hello”; prints “world”; ends',
    ])
  })

  test('shows who holds a lock, and who waits for it', async () => {
    function* hold(lock: Lock): Coroutine<void> {
      yield* lock.acquire()
      yield* sleep(1)
      lock.release()
    }
    const { holds, waits } = readTimeline(
      await record(function* () {
        const lock = new Lock()
        const both = [createTask(hold(lock), { name: 'a' }), createTask(hold(lock), { name: 'b' })]
        for (const one of both) yield* one
      }),
    )
    expect(holds.map(({ what, from, to }) => [what, from.t, to.t])).toEqual([
      ['Lock', 0, 1],
      ['Lock', 1, 2],
    ])
    expect(waits.map(({ on }) => english.waitsFor(on))).toContain('waits for Lock')
  })

  test('puts steps of one moment beside each other, in their order', async () => {
    const timeline = readTimeline(await record(tasks))
    const axis = makeAxis(timeline.moments, 'time')
    const starts = timeline.runs.map(({ from }) => shareOf(axis, from))
    expect(starts).toEqual([...starts].sort((a, b) => a - b))
    expect(new Set(starts).size).toBe(starts.length)
    expect(starts.every((share) => share >= 0 && share < 1)).toBe(true)
  })

  test('gives every event a place that never lies before that of an earlier one', async () => {
    for (const program of [sequence, tasks]) {
      const { places, moments } = readTimeline(await record(program))
      const shares = places.map((place) => shareOf(makeAxis(moments, 'time'), place))
      expect(shares).toEqual([...shares].sort((a, b) => a - b))
    }
  })

  test('sets two runs on one axis, 3 s above 2 s', async () => {
    const [three, two] = [readTimeline(await record(sequence)), readTimeline(await record(tasks))]
    const axis = sharedAxis([three, two])
    expect(axis.atTime(three.end)).toBeGreaterThan(axis.atTime(two.end))
    const endOf = ({ lanes }: typeof three) => Math.max(...lanes.map(({ end }) => (end ? shareOf(axis, end.at) : 0)))
    expect(endOf(two)).toBeLessThan(endOf(three))
  })

  test('says in Chinese, too, for what somebody waits of whom the package speaks in English', async () => {
    const { waits } = readTimeline(
      await record(function* () {
        yield* gather([sleep(1, null), sleep(2, null)].map((one, n) => createTask(one, { name: `t${n}` })))
      }),
    )
    expect(waits.map(({ on }) => english.waitsFor(on))).toContain('waits for gather of t0, t1')
    expect(waits.map(({ on }) => chinese.waitsFor(on))).toContain('等待gather里的t0、t1')
  })

  test('sets apart what is yet to be printed, wherever its text stands, and only there', async () => {
    const { over } = timelinePicture(readTimeline(await record(tasks)), english)
    const of = (shape: Shape): Shape[] => [
      shape,
      ...shape.children.flatMap((child) => (typeof child === 'string' ? [] : of(child))),
    ]
    const yet = (share: number) =>
      of(over.draw(share))
        .filter(({ attrs }) => `${attrs.class}`.includes('view-yet'))
        .flatMap(textsOf)
    expect(yet(0.1)).toEqual(['hello', 'world'])
    expect(yet(1)).toEqual([])
    expect(textsOf(over.under)).not.toContain('hello')
  })

  test('keeps above the veil who has begun, how they ended and what was printed, and nothing of what is yet to come', async () => {
    const { over, axis } = timelinePicture(readTimeline(await record(tasks)), english)
    const shown = (t: number) => textsOf(over.draw(axis.atTime(t))).map(numberless)
    expect(shown(0.5)).toEqual(expect.arrayContaining(['0\u00a0s', '1\u00a0s', '2\u00a0s', '▲ hello', '■ world']))
    expect(shown(0.5).filter((text) => /done/.test(text))).toEqual([])
    expect(shown(1.5)).toContain("✓ done: 'world'")
    expect(shown(1.5)).not.toContain("✓ done: 'hello'")
    expect(over.begun(axis.atTime(0.5))).toBeLessThan(over.begun(axis.atTime(1.5)))
    expect(textsOf(over.draw(1))).toEqual(expect.arrayContaining(["✓ done: 'hello'", 'hello', 'world']))
  })

  test('shows on a real clock how long a step takes, and who could have gone on meanwhile', async () => {
    const events = await record(function* (print) {
      createTask(sayAfter(1.5, 'late'), { name: 'late' })
      yield* sleep(1)
      print('computing')
      print('computed')
      yield* sleep(2)
    })
    // As if the second line had come 3 s after the first.
    const from = events.find((event) => event.kind === 'print' && event.text === 'computed')?.i ?? 0
    const held = events.map((event) => {
      if (event.i < from) return event
      const later = { ...event, t: Math.max(event.t, 1) + 3 }
      return later.kind === 'loop/timer-set' && later.when !== null ? { ...later, when: later.when + 3 } : later
    })
    const { lanes, runs, waits, readies } = readTimeline(held)
    const late = lanes.find(({ name }) => name === 'late')?.key
    const long = runs.find(({ from, to }) => to.t > from.t)
    expect([long?.from.t, long?.to.t]).toEqual([1, 4])
    expect(waits.filter(({ lane }) => lane === late).map(({ from, to }) => [from.t, to.t])).toEqual([[0, 1.5]])
    expect(readies.filter(({ lane }) => lane === late).map(({ from, to }) => [from.t, to.t])).toContainEqual([1.5, 4.5])
    const text = (words: typeof english) =>
      timelineText(readTimeline(held), words).rows.map(({ cells }) => cells.join(' | ').replaceAll('\u00a0', ' '))
    expect(text(english).filter((row) => /takes|due/.test(row))).toEqual([
      expect.stringMatching(/^1 s \| .* \| prints “computing”; prints “computed”; sleeps 2 s; takes 3 s$/),
      "4.5 s | late | was due at 1.5 s; ends with 'late'",
    ])
    expect(text(chinese).join()).toContain('睡 2 秒；用了 3 秒')
    expect(text(chinese).join()).toContain('1.5 秒时就该运行了；结束')
  })

  test('keeps the name of who comes late off its end, at any width', async () => {
    const events = await record(function* () {
      yield* sleep(2)
      yield* createTask(sayAfter(1, '78498'), { name: 'counting' })
    })
    for (const words of [english, chinese]) {
      const named = (it: Shape, name: string, text: string): Shape | undefined =>
        String(it.attrs.class).startsWith(name) && textsOf(it).join().includes(text)
          ? it
          : it.children.flatMap((child) => (typeof child === 'string' ? [] : (named(child, name, text) ?? [])))[0]
      const { shape } = timelinePicture(readTimeline(events), words)
      const [name, end] = [named(shape, 'view-name', 'counting'), named(shape, 'view-end', '78498')] as [Shape, Shape]
      expect(end.attrs['text-anchor']).toBe('end')
      const from = (Number.parseFloat(String(name.attrs.x)) / 100) * NARROW
      expect(from + lengthOf(textsOf(name).join())).toBeLessThan(NARROW - lengthOf(textsOf(end).join()))
    }
  })

  test('has in its text all that can be read in the picture, in both languages', async () => {
    for (const program of [sequence, tasks]) {
      for (const words of [english, chinese]) {
        const timeline = readTimeline(await record(program))
        const text = timelineText(timeline, words)
          .rows.map(({ cells }) => cells.join(' '))
          .join('\n')
        const picture = textsOf(timelinePicture(timeline, words).shape)
        expect(picture.length).toBeGreaterThan(5)
        for (const time of timeline.moments) expect(text).toContain(words.seconds(time.t))
        for (const print of timeline.prints) expect(text).toContain(words.prints(print.text))
        for (const wait of timeline.waits) expect(text).toContain(words.thenWaitsFor(wait.on))
        for (const { name } of timeline.lanes) expect(text).toContain(name)
      }
    }
  })
})

test('what a program printed cannot leave its text', () => {
  expect(escapeText('<b>&"\'\u0000')).toBe('&lt;b&gt;&amp;&quot;&#39;\ufffd')
  const markup = toMarkup({ tag: 'text', attrs: { class: '"><script>' }, children: ['</text><script>'] })
  expect(markup).toBe('<text class="&quot;&gt;&lt;script&gt;">&lt;/text&gt;&lt;script&gt;</text>')
})
