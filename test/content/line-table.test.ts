import { describe, expect, it } from 'vitest'
import { firstDifference, splitLines, table, untimed } from './line-table'

describe('two columns of lines', () => {
  const ran = splitLines([
    { text: 'hello', time: 2 },
    { text: 'two\nlines', time: 3 },
  ])

  it('are the same when texts are, where one has no times', () => {
    expect(firstDifference(untimed('hello\ntwo\nlines'), ran)).toBeNull()
    expect(firstDifference(untimed(''), [])).toBeNull()
  })

  it('differ at the first other text, other time, or at a line that only one has', () => {
    expect(firstDifference(untimed('hello\ntoo\nlines'), ran)).toBe(1)
    expect(firstDifference(ran, [...ran.slice(0, 2), { text: 'lines', time: 3.5 }])).toBe(2)
    expect(firstDifference(ran, ran.slice(0, 2))).toBe(2)
    expect(firstDifference([], ran)).toBe(0)
  })

  it('differ in times only beyond the resolution of the clock', () => {
    const later = (by: number) => ran.map(({ text, time }) => ({ text, time: (time ?? 0) + by }))
    expect(firstDifference(ran, later(1e-10))).toBeNull()
    expect(firstDifference(ran, later(1e-8))).toBe(0)
  })

  it('stand side by side, with loop times and marks, also where characters are wide', () => {
    const text = table({ title: 'the fence', lines: untimed('你好\ntwo') }, { title: 'CPython', lines: ran })
    expect(text.split('\n')).toEqual([
      '    the fence  │ CPython',
      '  ≠ 你好       │ +2.00 hello',
      '    two        │ +3.00 two',
      '  ≠ (nothing)  │ +3.00 lines',
    ])
  })
})
