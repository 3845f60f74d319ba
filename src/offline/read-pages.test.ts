// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import { forgetRead, markRead, readChapters } from './read-pages'
import { showRead } from './show-read'

beforeEach(() => localStorage.clear())

test('a chapter that was read is remembered once, until it is forgotten', () => {
  markRead('tasks')
  markRead('send')
  markRead('tasks')
  expect(readChapters()).toEqual(['tasks', 'send'])
  forgetRead()
  expect(readChapters()).toEqual([])
  expect(localStorage.length).toBe(0)
})

test.each(['{', '7', 'null', '[1,{},"}*{display:none}"]'])(
  'storage that holds %s is as if it held nothing',
  (stored) => {
    localStorage.setItem('read', stored)
    expect(readChapters()).toEqual([])
  },
)

test('the list of chapters shows what was read, and no longer when it is forgotten', () => {
  markRead('tasks')
  showRead()
  const style = document.getElementById('read-chapters')
  expect(style?.textContent).toContain('[href$="/tasks/"]::after')
  forgetRead()
  showRead()
  expect(style?.textContent).toBe('')
})
