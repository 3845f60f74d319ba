import { expect, test } from 'vitest'
import type { Example } from '../../src/fences/example'
import { exampleFiles } from './files'

const example: Example = {
  id: 'fib',
  title: null,
  view: 'output',
  start: '09:00:00',
  speed: '1',
  clock: 'virtual',
  compare: null,
  expect: 'success',
  highlight: [],
  code: 'console.log(1)',
  twin: { kind: 'checked', code: 'print(1)' },
  output: '1',
  outputTwin: null,
}

test('an example is two files, named by its id, each with a last line end', () => {
  expect(exampleFiles(example)).toEqual([
    { name: 'fib.ts', text: 'console.log(1)\n' },
    { name: 'fib.py', text: 'print(1)\n' },
  ])
})

test('an example without a twin is one file', () => {
  expect(exampleFiles({ ...example, twin: { kind: 'none', reason: 'no counterpart' } })).toHaveLength(1)
})
