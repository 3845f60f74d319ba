import { expect, test } from 'vitest'
import { queryTerms, wordsOf } from './words'

const terms = (text: string) => wordsOf(text).map(({ term }) => term)

test('Chinese is taken in pairs, the last character also alone', () => {
  expect(terms('事件循环')).toEqual(['事件', '件循', '循环', '环'])
  expect(queryTerms('事件循环')).toEqual(['事件', '件循', '循环'])
  expect(queryTerms('锁')).toEqual(['锁'])
})

test('a name is found whole, with and without underscores, and by its parts', () => {
  expect(terms('say_after')).toEqual(['sayafter', 'say', 'after'])
  expect(terms('sayAfter')).toEqual(['sayafter', 'say', 'after'])
  expect(queryTerms('create_task')).toEqual(queryTerms('createTask'))
  expect(terms('TCPServer')).toEqual(['tcpserver', 'tcp', 'server'])
})

test('Latin and Chinese without a space between them are apart', () => {
  expect(terms('createTask还没')).toEqual(['createtask', 'create', 'task', '还没', '没'])
})

test('the plural is its singular, and what only looks like one stays', () => {
  expect(queryTerms('Tasks')).toEqual(['task'])
  expect(queryTerms('class bus async')).toEqual(['class', 'bus', 'async'])
})

test('each word knows where it stands', () => {
  const text = '先createTask，再 wait'
  for (const { term, start, end } of wordsOf(text)) {
    expect(text.slice(start, end).toLowerCase()).toContain(term)
  }
})

test('signs alone ask for nothing', () => {
  expect(queryTerms('… _ — ！')).toEqual([])
})
