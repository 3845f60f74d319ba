import { describe, expect, test } from 'vitest'
import { idsOfCalls, idsOfElements, inPlace } from './words.mjs'

describe('the words of a page, in place', () => {
  test('the message becomes the translation, whatever stands in it, and the note goes', () => {
    const source = "translate({ id: 'a.b', message: 'It\\'s {label}', description: 'A note' }, { label })"
    expect(inPlace(source, { 'a.b': '“{label}” $& "甲"' })).toBe(
      'translate({ id: \'a.b\', message: "“{label}” $& \\"甲\\"",  }, { label })',
    )
  })

  test('in any order of the fields, and over several lines, which stay as many', () => {
    const source = 'translate(\n  {\n    id: "c",\n    description: "q",\n    message:\n      "one",\n  },\n)'
    const lean = inPlace(source, { c: '一' })
    expect(lean).toContain('message: "一"')
    expect(lean).not.toContain('"q"')
    expect(lean.split('\n')).toHaveLength(source.split('\n').length)
  })

  test('what has no translation keeps its message', () => {
    expect(inPlace("translate({ id: 'd', message: 'Run' })", {})).toBe("translate({ id: 'd', message: 'Run' })")
  })

  test('calls with anything else in them are left alone, and stay in the table', () => {
    const source = "translate({ id: kind, message: 'x' })\ntranslate({ id: 'f', message: name })"
    expect(inPlace(source, { f: 'y' })).toBe(source)
    expect(idsOfCalls(source)).toEqual([])
  })

  test('ids of calls and of elements are told apart', () => {
    const source = 'translate({ id: \'g\', message: \'x\' })\n<Translate\n  id="h.i" description="n">x</Translate>'
    expect(idsOfCalls(source)).toEqual(['g'])
    expect(idsOfElements(source)).toEqual(['h.i'])
  })
})
