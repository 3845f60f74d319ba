import { expect, test } from 'vitest'
import { compareOutput } from './compare'

const printed = (...texts: string[]) => texts.map((text) => ({ stream: 'log' as const, text, time: 0 }))

test('the same lines are the same, however many a call printed', () => {
  expect(compareOutput('a\nb\nc', printed('a', 'b\nc'))).toEqual({ kind: 'same' })
  expect(compareOutput('', [])).toEqual({ kind: 'same' })
})

test('the first line that differs is named, from 1', () => {
  expect(compareOutput('a\nb\nc', printed('a', 'x', 'y'))).toEqual({
    kind: 'differs',
    line: 2,
    recorded: 'b',
    printed: 'x',
  })
})

test('a line that is missing, and one too many, differ', () => {
  expect(compareOutput('a\nb', printed('a'))).toMatchObject({ line: 2, recorded: 'b', printed: null })
  expect(compareOutput('a', printed('a', ''))).toMatchObject({ line: 2, recorded: null, printed: '' })
})
