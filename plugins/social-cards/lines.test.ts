import { expect, test } from 'vitest'
import { balanced, broken, shortened } from './lines'

const width = (text: string) => [...text].length

test('lines end between words, and are as even as they can be', () => {
  expect(broken('two awaited calls take three', 16, width)).toEqual(['two awaited', 'calls take three'])
  expect(balanced('one two three four five', 20, width)).toEqual(['one two three', 'four five'])
})

test('Chinese lines end between words, but neither before what closes nor after what opens', () => {
  expect(broken('什么是任务，何时开始', 5, width)).toEqual(['什么是', '任务，何时', '开始'])
  expect(broken('写成（协程）', 4, width)).toEqual(['写成', '（协程）'])
  expect(broken('用TypeScript写成。', 10, width)).toEqual(['用', 'TypeScript', '写成。'])
})

test('a text that is too long ends in dots', () => {
  expect(shortened(['one,', 'two'], 1)).toEqual(['one…'])
  expect(shortened(['one', 'two'], 2)).toEqual(['one', 'two'])
})
