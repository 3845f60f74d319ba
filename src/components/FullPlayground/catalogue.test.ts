import { expect, test } from 'vitest'
import { findExamples } from './catalogue'

const pages = [
  {
    path: '/tasks/',
    title: 'Tasks',
    chapter: 12,
    name: 'tasks',
    examples: [
      { id: 'say-after', title: 'say_after, twice' },
      { id: 'gather', title: null },
    ],
  },
  { path: '/queues/', title: '队列', chapter: 16, name: 'queues', examples: [{ id: 'workers', title: '三个工人' }] },
]

const found = (query: string) => findExamples(pages, query).flatMap((page) => page.examples.map(({ id }) => id))

test.each([
  ['', ['say-after', 'gather', 'workers']],
  ['  ', ['say-after', 'gather', 'workers']],
  ['say after', ['say-after']],
  ['SAY_AFTER', ['say-after']],
  ['twice say', ['say-after']],
  ['tasks', ['say-after', 'gather']],
  ['tasks gath', ['gather']],
  ['队列', ['workers']],
  ['工人', ['workers']],
  ['nothing of that', []],
])('%j finds %j', (query, ids) => {
  expect(found(query)).toEqual(ids)
})

test('a page without any of what is looked for is left out', () => {
  expect(findExamples(pages, 'gather').map(({ path }) => path)).toEqual(['/tasks/'])
})
