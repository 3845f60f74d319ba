import { describe, expect, it } from 'vitest'
import { toEnding, toOutputLine, toProgramError } from './errors'

const origin = {
  locate: ({ line, column }: { line: number; column: number }) => ({ line, column }),
  linesBefore: 100,
  lines: 50,
}
const url = 'blob:null/8c5b2a3e-0000-4f6d-9a77-7e3f3c1f0f11'

describe('an error of the worker', () => {
  it.each([
    [
      'V8',
      `RangeError: no
    at eat (${url}:105:9)
    at eat.next (<anonymous>)
    at new Food (${url}:108:3)
    at Object.call [as prepare] (${url}:109:3)
    at Task.run (${url}:4:20)
    at async ${url}:110:1
    at async __program__ (${url}:112:5)`,
      ['eat', 'Food', 'call', '', '<module>'],
    ],
    [
      'Gecko',
      `eat@${url}:105:9
Food@${url}:108:3
prepare/call<@${url}:109:3
run@${url}:4:20
@${url}:110:1
async*__program__@${url}:112:5
`,
      ['eat', 'Food', 'call', '', '<module>'],
    ],
    [
      'WebKit',
      `eat@${url}:105:9
Food@${url}:108:3
call@${url}:109:3
next@[native code]
@${url}:110:1
__program__@${url}:112:5`,
      ['eat', 'Food', 'call', '', '<module>'],
    ],
  ])('has only the program’s own frames, from the stack of %s', (_, stack, names) => {
    const error = toProgramError({ name: 'RangeError', message: 'no', stack }, origin)
    expect(error.position).toEqual({ line: 5, column: 9 })
    expect(error.stack.map(({ name }) => name)).toEqual(names)
    expect(error.stack.map(({ position }) => position.line)).toEqual([5, 8, 9, 10, 12])
  })

  it('may have no place at all', () => {
    const error = { name: 'Uncaught', message: "'x'", stack: 'at f (https://elsewhere.example/blob:1:2)\nnonsense' }
    expect(toProgramError(error, origin)).toEqual({ name: 'Uncaught', message: "'x'", position: null, stack: [] })
  })

  it('is through with any stack at once, however long and however odd', () => {
    const odd = ['blob:', ':1', ':', ' [as ', '/', '<', 'at ', 'async*', '@', '(', ' ']
    const stacks = odd.flatMap((piece) => [piece.repeat(2e6), `at ${url}:105:9${piece.repeat(2e6)}`])
    // Processor time, about 0.4 s here: how busy the machine is does not count.
    const before = process.cpuUsage()
    for (const stack of stacks) toProgramError({ name: 'E', message: stack, stack }, origin)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000)
  })

  it('has a name and a message of no more than a line’s length', () => {
    const { name, message } = toProgramError({ name: 'n'.repeat(1e6), message: 'm'.repeat(1e6), stack: '' }, origin)
    expect([name.length, message.length]).toEqual([200, 10_000])
  })

  it('keeps at most twenty frames', () => {
    const stack = `at f (${url}:105:9)\n`.repeat(100)
    expect(toProgramError({ name: 'E', message: '', stack }, origin).stack).toHaveLength(20)
  })

  it('stands in the endings that have one', () => {
    const wire = { name: 'E', message: 'm', stack: '' }
    const error = { name: 'E', message: 'm', position: null, stack: [] }
    expect(toEnding({ kind: 'failed', error: wire }, origin)).toEqual({ kind: 'failed', error })
    expect(toEnding({ kind: 'polling', error: wire }, origin)).toEqual({ kind: 'polling', error })
    expect(toEnding({ kind: 'finished' }, origin)).toEqual({ kind: 'finished' })
  })

  it('has its members with it, each with its own place', () => {
    const member = { name: 'ValueError', message: 'a', stack: `at f (${url}:105:9)` }
    const group = {
      name: 'ExceptionGroup',
      message: 'g',
      stack: '',
      members: [member, { ...member, members: [member] }],
    }
    const place = { line: 5, column: 9 }
    expect(toProgramError(group, origin)).toMatchObject({
      position: null,
      members: [
        { name: 'ValueError', position: place },
        { position: place, members: [{ position: place }] },
      ],
    })
  })

  it('goes with the printed line that tells of it', () => {
    const error = { name: 'E', message: 'm', stack: `at f (${url}:105:9)` }
    const line = { stream: 'error', text: 'E: m', time: 1 } as const
    expect(toOutputLine(line, origin)).toEqual(line)
    expect(toOutputLine({ ...line, error }, origin)).toMatchObject({ ...line, error: { position: { line: 5 } } })
  })

  it.each([
    ['RangeError', 'Array buffer allocation failed'],
    ['InternalError', 'out of memory'],
    ['RangeError', 'Out of memory'],
  ])('is called out of memory on the engine’s own words alone: %s: %s', (name, message) => {
    expect(toEnding({ kind: 'failed', error: { name, message, stack: '' } }, origin).kind).toBe('memory')
    expect(
      toEnding({ kind: 'failed', error: { name: 'Error', message: 'no memory left', stack: '' } }, origin).kind,
    ).toBe('failed')
  })

  it('names the places of those who wait for ever, and of what is still pending', () => {
    const stack = `at sleeper (${url}:107:3)`
    const wire = { name: 'DeadlockError', message: '', stack: '' }
    const waiting = [{ task: 'Task-1', waitsFor: 'Task-2', stack }]
    expect(toEnding({ kind: 'deadlock', error: wire, waiting }, origin)).toMatchObject({
      waiting: [{ task: 'Task-1', waitsFor: 'Task-2', position: { line: 7, column: 3 } }],
    })
    const pending = [
      { kind: 'interval', due: 2, stack } as const,
      { kind: 'task', name: 'a', waitsFor: 'b', stack: '' } as const,
    ]
    expect(toEnding({ kind: 'alive', count: 9, pending }, origin)).toEqual({
      kind: 'alive',
      count: 9,
      pending: [
        { kind: 'interval', due: 2, position: { line: 7, column: 3 } },
        { kind: 'task', name: 'a', waitsFor: 'b', position: null },
      ],
    })
  })
})
