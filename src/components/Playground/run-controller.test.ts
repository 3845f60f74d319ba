import { beforeEach, expect, type Mock, test, vi } from 'vitest'
import { RunController } from './run-controller'
import { example, FakeClient } from './testing'

let frames: Map<number, () => void>
let client: FakeClient
let controller: RunController
let shown: Mock<() => void>

beforeEach(() => {
  frames = new Map()
  let next = 1
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
    frames.set(next, callback)
    return next++
  })
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id))
  client = new FakeClient()
  controller = new RunController(client, example)
  shown = vi.fn<() => void>()
  controller.subscribe(shown)
})

function paint(): void {
  const due = [...frames.values()]
  frames.clear()
  for (const callback of due) callback()
}

const texts = () => controller.getSnapshot().lines.map((line) => line.text)

test('shows the first lines at once and the rest of the frame together', () => {
  controller.start('code', '1')
  client.last.begin()
  client.last.print(['a'])
  expect(texts()).toEqual(['a'])
  shown.mockClear()
  client.last.print(['b'])
  client.last.print(['c'])
  expect(shown).not.toHaveBeenCalled()
  paint()
  expect(shown).toHaveBeenCalledTimes(1)
  expect(texts()).toEqual(['a', 'b', 'c'])
})

test('a beginning is shown with the first line, or in the next frame', () => {
  controller.start('code', '1')
  shown.mockClear()
  client.last.begin()
  expect(shown).not.toHaveBeenCalled()
  client.last.print(['a'])
  expect(shown).toHaveBeenCalledTimes(1)
  controller.start('code', '1')
  client.last.begin()
  expect(controller.getSnapshot().status).toBe('preparing')
  paint()
  expect(controller.getSnapshot().status).toBe('running')
})

test('keeps the lines of the run before until the next begins', () => {
  controller.start('code', '1')
  client.last.begin()
  client.last.print(['old'])
  client.last.end({ kind: 'finished' })
  paint()
  controller.start('code', '1')
  expect(controller.getSnapshot().status).toBe('preparing')
  expect(texts()).toEqual(['old'])
  client.last.begin()
  paint()
  expect(texts()).toEqual([])
})

test('a new run stops the one before, whose later events change nothing', () => {
  controller.start('one', '1')
  const first = client.last
  first.begin()
  controller.start('two', '4')
  expect(first.stopped).toBe(true)
  client.last.begin()
  first.print(['stale'])
  paint()
  expect(texts()).toEqual([])
  expect(client.last.program).toMatchObject({ id: 'say-after', code: 'two', speed: '4', start: '17:14:32' })
})

test('clear stops and forgets', () => {
  controller.start('code', '1')
  client.last.begin()
  client.last.print(['a'])
  controller.clear()
  expect(client.last.stopped).toBe(true)
  expect(controller.getSnapshot()).toMatchObject({ status: 'idle', lines: [] })
})

test('after dispose nothing more is shown', () => {
  controller.start('code', '1')
  client.last.begin()
  client.last.print(['a'])
  controller.dispose()
  shown.mockClear()
  paint()
  expect(shown).not.toHaveBeenCalled()
  expect(client.last.stopped).toBe(true)
})

test('gets ready for a program without showing or starting anything', () => {
  controller.anticipate('code')
  expect(client.warmed).toEqual(['code'])
})

test('only the page’s own program waits in a worker before the reader has run it', () => {
  controller.anticipate('from a link')
  controller.anticipate(example.code)
  expect(client.loaded).toEqual([example.code])
  expect(client.runs).toEqual([])
  expect(shown).not.toHaveBeenCalled()
})

test('thousands of lines are shown over many frames, and the ending with the last of them', () => {
  controller.start('code', '1')
  client.last.begin()
  client.last.print(Array.from({ length: 1000 }, (_, index) => `${index}`))
  client.last.end({ kind: 'finished' })
  let most = 0
  let before = texts().length
  for (let frames = 0; before < 1000; frames += 1) {
    expect(frames).toBeLessThan(100)
    expect(controller.getSnapshot()).toMatchObject({ status: 'running', ending: null })
    paint()
    most = Math.max(most, texts().length - before)
    before = texts().length
  }
  expect(most).toBeLessThan(200)
  expect(texts()).toEqual(Array.from({ length: 1000 }, (_, index) => `${index}`))
  expect(controller.getSnapshot()).toMatchObject({ status: 'ended', ending: { kind: 'finished' } })
})

test('who stops a run sees at once that it was stopped, however many lines are still to be shown', () => {
  controller.start('code', '1')
  client.last.begin()
  client.last.print(Array.from({ length: 1000 }, (_, index) => `${index}`))
  controller.stop()
  paint()
  expect(texts().length).toBeLessThan(1000)
  expect(controller.getSnapshot()).toMatchObject({ status: 'ended', ending: { kind: 'stopped' } })
  for (let frames = 0; frames < 100; frames += 1) paint()
  expect(texts()).toHaveLength(1000)
})

test('lines of a run that are still to be shown are no lines of the next', () => {
  controller.start('code', '1')
  client.last.begin()
  client.last.print(Array.from({ length: 1000 }, () => 'old'))
  controller.start('code', '1')
  expect(controller.getSnapshot().status).toBe('preparing')
  client.last.begin()
  client.last.print(['new'])
  paint()
  expect(texts()).toEqual(['new'])
  paint()
  expect(texts()).toEqual(['new'])
})
