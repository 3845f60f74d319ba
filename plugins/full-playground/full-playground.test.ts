import { expect, test } from 'vitest'
import type { Example } from '../../src/fences/example'
import { createRecorder } from '../record-examples'
import { listPages } from './collect'
import { starter } from './starter'

const example = (id: string): Example => ({
  ...starter('en'),
  id,
  title: null,
  code: 'const a = 1',
  twin: { kind: 'checked', code: 'a = 1' },
})
const page = (path: string, ids: string[], title?: string) => ({
  path,
  frontMatter: { title },
  examples: ids.map((id) => ({ example: example(id), line: 1 })),
  headings: [],
  react: [],
})
const record = async () => ({ times: [0], time: 0, turns: 1 })

test('lists chapters in the order of the book, other pages after them, and no page without examples', async () => {
  const pages = [
    page('/', ['home'], 'Start'),
    page('/tasks/', ['a', 'b']),
    page('/generators/', ['c']),
    page('/send/', []),
  ]
  const listed = await listPages(pages, 'zh-Hans', record)
  expect(listed.map((it) => it.page)).toEqual([
    { path: '/generators/', title: '生成器', chapter: 2, name: 'generators', examples: [{ id: 'c', title: null }] },
    {
      path: '/tasks/',
      title: '任务',
      chapter: 12,
      name: 'tasks',
      examples: [
        { id: 'a', title: null },
        { id: 'b', title: null },
      ],
    },
    { path: '/', title: 'Start', chapter: null, name: 'home', examples: [{ id: 'home', title: null }] },
  ])
})

test('gives each program its colours and its times', async () => {
  const [listed] = await listPages([page('/tasks/', ['a'])], 'en', record)
  expect(listed?.programs.a).toEqual({
    example: example('a'),
    colours: 'k5_3o2n',
    twinColours: expect.any(String),
    recording: { times: [0], time: 0, turns: 1 },
  })
})

test('refuses the id of readers’ own programs', async () => {
  await expect(listPages([page('/tasks/', ['scratch'])], 'en', record)).rejects.toThrow(
    'other than `scratch` on /tasks/',
  )
})

test.each(['en', 'zh-Hans'] as const)('the program to start with prints in %s what it says', async (locale) => {
  const recorder = createRecorder('node_modules/.cache/record-examples')
  expect(await recorder(starter(locale))).toMatchObject({ times: [1, 2], time: 2 })
})
