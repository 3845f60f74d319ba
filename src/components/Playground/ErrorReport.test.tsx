// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Ending, initialSession, type OutputLine, type ProgramError } from '../../runner/session'
import ErrorReport from './ErrorReport'
import { endingWords } from './ending-text'
import Output from './Output'
import { example } from './testing'

afterEach(cleanup)

const at = (line: number, column = 1) => ({ line, column })
const error = (message: string, line: number, more: Partial<ProgramError> = {}): ProgramError => ({
  name: 'ValueError',
  message,
  position: at(line),
  stack: [],
  ...more,
})

function report(ending: Ending | null, lines: readonly OutputLine[] = []) {
  const goTo = vi.fn()
  render(<ErrorReport session={{ ...initialSession, status: 'ended', ending, lines }} onGoTo={goTo} />)
  return goTo
}

const places = () => screen.getAllByRole('button').map(({ textContent }) => textContent)

describe('the report of a run', () => {
  test('names coroutines that nobody has started, each place once, unless the trace was cut', () => {
    const made = { kind: 'gen/create', t: 0, turn: 1, coroutine: true } as const
    const events = [
      { ...made, i: 0, id: 1, name: 'main 1', loc: at(9) },
      { i: 1, t: 0, turn: 1, kind: 'gen/resume', id: 1, op: 'next', loc: at(9) },
      { ...made, i: 2, id: 2, name: 'post 1', loc: at(5, 3) },
      { ...made, i: 3, id: 3, name: 'post 2', loc: at(5, 3) },
      { ...made, i: 4, id: 4, name: 'other 1', loc: at(6, 3) },
    ] as const
    const goTo = vi.fn()
    const session = { ...initialSession, status: 'ended', ending: { kind: 'finished' } } as const
    const { rerender } = render(
      <ErrorReport session={{ ...session, trace: { events, truncated: null } }} onGoTo={goTo} />,
    )
    expect(screen.getByText(/never started/)).toBeTruthy()
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'post(), 2 times line 5, column 3',
      'other() line 6, column 3',
    ])
    fireEvent.click(screen.getByRole('button', { name: 'line 5, column 3' }))
    expect(goTo).toHaveBeenCalledWith(at(5, 3))
    const truncated = { i: 5, t: 0, turn: 1, kind: 'truncated', why: 'events', dropped: 9 } as const
    rerender(<ErrorReport session={{ ...session, trace: { events, truncated } }} onGoTo={goTo} />)
    expect(screen.queryByText(/never started/)).toBeNull()
  })

  test('lists the members of a group, groups in groups too, each with its place', () => {
    const inner = error('inner', 3, { name: 'ExceptionGroup', members: [error('c', 4)] })
    const goTo = report({ kind: 'failed', error: error('outer', 1, { members: [error('b', 2), inner] }) })
    expect(places()).toEqual(['line 1, column 1', 'line 2, column 1', 'line 3, column 1', 'line 4, column 1'])
    fireEvent.click(screen.getByRole('button', { name: 'line 4, column 1' }))
    expect(goTo).toHaveBeenCalledWith(at(4))
  })

  test('lists what nobody caught on the way, once each, also when the run finished', () => {
    const line = (one: ProgramError): OutputLine => ({ stream: 'error', text: 'x', time: 0, error: one })
    report({ kind: 'finished' }, [line(error('a', 1)), line(error('a', 1)), line(error('b', 2))])
    expect(within(screen.getByRole('alert')).getAllByRole('listitem')).toHaveLength(2)
    cleanup()
    report({ kind: 'failed', error: error('a', 1) }, [line(error('a', 1))])
    expect(screen.getByRole('alert').textContent).not.toContain('Also')
  })

  test('says what Python would call it, where that differs', () => {
    report({ kind: 'failed', error: error('x is not defined', 1, { name: 'ReferenceError' }) })
    expect(screen.getByRole('alert').textContent).toContain('in Python: NameError')
  })

  test('leads to the line of a program that did not give way', () => {
    const goTo = report({ kind: 'blocked', seconds: 2, line: 7, within: false })
    fireEvent.click(screen.getByRole('button'))
    expect(goTo).toHaveBeenCalledWith(at(7))
  })

  test('says how many pending things it does not list', () => {
    report({ kind: 'alive', count: 30, pending: [{ kind: 'timeout', due: 2, position: null }] })
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'setTimeout, due at +2.00\u202fs',
      '… and 29 more',
    ])
  })

  test('is not there when there is nothing to say', () => {
    report({ kind: 'finished' })
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('the words for an ending', () => {
  const words = (ending: Ending) => endingWords(ending, example)

  test.each<[Ending, RegExp]>([
    [{ kind: 'blocked', seconds: 2, line: 4, within: false }, /^blocked for 2 s without giving way \(line 4\)$/],
    [{ kind: 'blocked', seconds: 2, line: null, within: false }, /giving way$/],
    [{ kind: 'blocked', seconds: 2, line: null, within: true }, /perhaps out of memory$/],
    [{ kind: 'blocked', seconds: 2, line: 4, within: true }, /last seen on line 4/],
    [{ kind: 'alive', count: 1, pending: [] }, /1 thing pending/],
    [{ kind: 'alive', minutes: 10, count: 1, pending: [] }, /^ended after 10 minutes/],
    [{ kind: 'memory', error: error('', 1) }, /^out of memory$/],
    [{ kind: 'flood', reason: 'characters' }, /more than 16 MiB/],
  ])('%j', (ending, expected) => {
    expect(words(ending)).toEqual({ text: expect.stringMatching(expected), detail: undefined })
  })

  test('a broken sandbox has its reason, with the engine’s own words behind', () => {
    expect(words({ kind: 'crashed', reason: 'worker died', detail: 'Script error' }).detail).toBe(
      'The worker of the run died. Script error',
    )
  })
})

describe('a line with values', () => {
  const values: OutputLine['values'] = [
    {
      kind: 'object',
      text: 'Object',
      parts: [
        { kind: 'number', text: '1', key: 'a' },
        { kind: 'object', text: 'Array(1)', key: 'b', parts: [{ kind: 'string', text: "'x'", key: '0' }] },
      ],
    },
  ]
  const unfold = (summary: Element | undefined) => {
    const details = summary?.parentElement as HTMLDetailsElement
    details.open = true
    fireEvent(details, new Event('toggle'))
  }

  test('unfolds part by part, and makes nothing that is folded', () => {
    render(<Output lines={[{ stream: 'log', text: '{ a: 1 }', time: 0, values }]} stale={false} silent={false} />)
    const log = screen.getByRole('log')
    expect(log.textContent).toBe('+0.00\u202fs{ a: 1 }')
    const summaries = () => [...log.querySelectorAll('summary')]
    unfold(summaries()[0])
    expect(summaries().map(({ textContent }) => textContent)).toEqual(['{ a: 1 }', 'b: Array(1)'])
    expect(log.textContent).not.toContain("'x'")
    unfold(summaries()[1])
    expect(log.textContent).toContain("0: 'x'")
  })

  test('a text stays a text', () => {
    render(<Output lines={[{ stream: 'log', text: 'plain', time: 0 }]} stale={false} silent={false} />)
    expect(screen.getByRole('log').querySelector('details')).toBeNull()
  })
})
