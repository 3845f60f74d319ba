import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Example } from '../../src/fences/example'
import { createRecorder } from '.'
import { runTypeScript } from './run-typescript'

let cacheDir = ''

beforeAll(async () => {
  cacheDir = await mkdtemp(path.join(tmpdir(), 'record-examples-'))
})
afterAll(() => rm(cacheDir, { recursive: true }))

const example: Example = {
  id: 'wait',
  title: null,
  view: 'output',
  start: '12:00:00',
  speed: '1',
  clock: 'virtual',
  compare: null,
  expect: 'success',
  highlight: [],
  code: "import { run, sleep } from 'asyncio-ts'\nconsole.log('a')\nawait run(sleep(2))\nconsole.log('b\\nc')",
  twin: { kind: 'none', reason: 'of a test' },
  output: 'a\nb\nc',
  outputTwin: null,
}

test('each line has its loop time, and a line that came with the one before it none', async () => {
  const recording = await createRecorder(cacheDir)(example)
  expect(recording).toMatchObject({ times: [0, 2, null], time: 2 })
  expect(recording?.turns).toBeGreaterThan(1)
})

test('a program is run once, also by the next build', async () => {
  const fresh = path.join(cacheDir, 'fresh')
  const record = createRecorder(fresh)
  const first = await Promise.all([record(example), record(example)])
  expect(await readdir(fresh)).toHaveLength(1)
  expect(await createRecorder(fresh)(example)).toEqual(first[0])
  await createRecorder(fresh)({ ...example, code: `${example.code}\n` })
  expect(await readdir(fresh)).toHaveLength(2)
})

test('the answer to a prediction comes from the run, and a question that it does not answer is refused', async () => {
  const record = createRecorder(cacheDir)
  const line = { ...example, predict: { kind: 'line', line: 2 } } as const
  expect((await record(line))?.predict).toEqual({ options: ['a', 'b', 'c'], answer: 1 })
  await expect(record({ ...line, predict: { kind: 'line', line: 4 } })).rejects.toThrow('prints 3 lines only')
  const time = { ...example, predict: { kind: 'time', times: [1, 2] } } as const
  expect((await record(time))?.predict).toMatchObject({ answer: 1 })
  await expect(record({ ...time, predict: { kind: 'time', times: [1, 3] } })).rejects.toThrow('ends at 2 s')
})

test('the picture that a fence names is as high as its lanes, and higher beside another run', async () => {
  const record = createRecorder(cacheDir)
  const view = { ...example, view: 'timeline' } as const
  const alone = (await record(view))?.picture ?? 0
  expect(alone).toBeGreaterThan(50)
  expect((await record(view, example))?.picture).toBeGreaterThan(alone * 1.5)
  expect((await record(example))?.picture).toBeUndefined()
})

test('what is on the wall clock is not recorded', async () => {
  expect(await createRecorder(cacheDir)({ ...example, clock: 'wall', output: '17 ms' })).toBeUndefined()
})

test('a program that prints something else than its fence is refused, with the place of the difference', async () => {
  await expect(createRecorder(cacheDir)({ ...example, output: 'a\nb\nd\ne' })).rejects.toThrow(
    'it does not print what its `text output` says:\n  (line 3)\n  a\n  b\n- d\n- e\n+ c',
  )
})

test('a program that ends otherwise than announced is refused', async () => {
  const record = createRecorder(cacheDir)
  await expect(record({ ...example, expect: 'error' })).rejects.toThrow('expect=error, but it ends otherwise: finished')
  const failing = { code: "throw new TypeError('no')", output: 'TypeError: no' }
  await expect(record({ ...example, ...failing })).rejects.toThrow('failed, TypeError: no')
  expect(await record({ ...example, ...failing, expect: 'error' })).toMatchObject({ times: [0] })
})

test('programs that are run at one time do not hear of each other', async () => {
  const program = (text: string) => ({ ...example, code: `console.log('${text}')` })
  const runs = await Promise.all(['one', 'two', 'three'].map((text) => runTypeScript(program(text))))
  expect(runs.map((run) => run.lines[0]?.text)).toEqual(['one', 'two', 'three'])
})
