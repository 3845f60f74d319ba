import { expect, test } from 'vitest'
import { widestLine } from './columns'

test('the widest line of either program counts, in letters of the mono face', () => {
  expect(widestLine('a\nbcd', 'ef')).toBe(3)
  expect(widestLine('a', '\nbcdef\n')).toBe(5)
  expect(widestLine('')).toBe(0)
})

test('a Han character is as wide as five thirds of a letter', () => {
  expect(widestLine('你好，')).toBe(5)
  expect(widestLine('a你')).toBe(3)
})
