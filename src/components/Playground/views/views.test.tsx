// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { type Coroutine, createTask, run, sleep, VirtualClock } from 'asyncio-ts'
import { createRecorder, type TraceEvent } from 'asyncio-ts/trace'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { goTo } from '../../../../test/stubs/router'
import { linkTo } from '../../../edits/link-code'
import Playground from '..'
import { example, FakeClient } from '../testing'
import { loadViews } from './use-views'

let client = new FakeClient()
vi.mock('../../../runner/client', () => ({ getRunnerClient: () => client }))
vi.mock('../../../runner/compile/start', () => ({ startCompilerEarly() {} }))

const saved = new Map<string, string>()
vi.mock('../save-file', () => ({ saveFile: (name: string, text: string) => saved.set(name, text) }))

let events: readonly TraceEvent[] = []
beforeAll(async () => {
  await Promise.all([import('./live'), import('../live'), import('../editing'), import('../../../edits/link-code')])
  const recorder = createRecorder()
  function* wait(seconds: number): Coroutine<void> {
    yield* sleep(seconds)
    recorder.print('out', 'hello 1')
  }
  function* main(): Coroutine<void> {
    yield* createTask(wait(1), { name: 'waiter' })
    recorder.print('out', 'bye')
  }
  await run(main(), { trace: recorder, clock: new VirtualClock() })
  events = recorder.events
})

let calm = false
beforeEach(() => {
  goTo('')
  localStorage.clear()
  saved.clear()
  client = new FakeClient()
  calm = false
  // jsdom knows no layers of style sheets.
  vi.stubGlobal('CSSLayerBlockRule', class {})
  vi.stubGlobal('matchMedia', () => ({ matches: calm, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('fetch', async (url: string) =>
    url === '/runs/say-after.json'
      ? { ok: true, json: async () => ({ html: '', events, beside: null }) }
      : { ok: false, status: 404 },
  )
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Element.prototype.scrollIntoView = () => {}
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const recording = { times: [1, 1], time: 1, turns: 5, picture: 120 }
const withView = { ...example, view: 'timeline' } as const
const slider = () => screen.getByRole<HTMLInputElement>('slider')
const said = () => slider().getAttribute('aria-valuetext') ?? ''

async function stepThrough() {
  render(<Playground example={withView} recording={recording} />)
  fireEvent.click(screen.getByRole('button', { name: 'Step through this run' }))
  await screen.findByRole('slider', {}, { timeout: 10_000 })
}

describe('a run that is stepped through', () => {
  test('has the keys at the cursor when it begins, once', async () => {
    await stepThrough()
    expect(document.activeElement).toBe(slider())
    const tabs = within(screen.getByRole('tablist', { name: 'Views of the run' }))
    fireEvent.keyDown(tabs.getByRole('tab', { name: 'Timeline' }), { key: 'ArrowLeft' })
    fireEvent.keyDown(tabs.getByRole('tab', { name: 'Output' }), { key: 'ArrowRight' })
    expect(document.activeElement).toBe(tabs.getByRole('tab', { name: 'Timeline' }))
  })

  test('begins at its first event, and says at each where it is and what happens', async () => {
    await stepThrough()
    expect(slider().value).toBe('0')
    expect(said()).toMatch(/^0\u00a0s: the task \S+ is made$/)
    fireEvent.click(screen.getByRole('button', { name: 'To the end' }))
    expect(slider().value).toBe(`${events.length - 1}`)
    expect(said()).toMatch(/turn \d+: the loop closes$/)
    fireEvent.click(screen.getByRole('button', { name: 'Back' }))
    expect(slider().value).toBe(`${events.length - 2}`)
  })

  test('goes a turn by PageDown and PageUp, and by whatever the reader chooses with the buttons', async () => {
    await stepThrough()
    fireEvent.keyDown(slider(), { key: 'PageDown' })
    expect(said()).toContain('turn 1 of the loop begins')
    fireEvent.keyDown(slider(), { key: 'PageUp' })
    expect(said()).toContain('before everything')
    fireEvent.change(screen.getByLabelText('Step by'), { target: { value: 'print' } })
    fireEvent.click(screen.getByRole('button', { name: 'Forward' }))
    expect(said()).toContain('waiter prints “hello 1”')
  })

  test('marks in the program the line at which the run is, as long as somebody steps', async () => {
    const line = { i: 0, t: 0, turn: 0, kind: 'line', loc: { line: 2, column: 0 }, changed: {} } as const
    const print = { i: 1, t: 0, turn: 0, kind: 'print', stream: 'out', text: 'x' } as const
    vi.stubGlobal('fetch', async () => ({
      ok: true,
      json: async () => ({ html: '', events: [line, print], beside: null }),
    }))
    await stepThrough()
    const here = () => document.querySelector('[data-here]')?.getAttribute('data-here')
    expect(here()).toBe('2')
    fireEvent.click(screen.getByRole('button', { name: 'Forward' }))
    expect(here()).toBeUndefined()
    fireEvent.click(screen.getByRole('button', { name: 'Back' }))
    expect(here()).toBe('2')
    fireEvent.click(
      within(screen.getByRole('tablist', { name: 'Views of the run' })).getByRole('tab', { name: 'Output' }),
    )
    expect(here()).toBeUndefined()
  })

  test('speaks only when the reader steps', async () => {
    await stepThrough()
    const live = document.querySelector('[aria-live=polite]')
    expect(live?.textContent).toBe('')
    fireEvent.change(slider(), { target: { value: '5' } })
    expect(live?.textContent).toBe('')
    fireEvent.click(screen.getByRole('button', { name: 'Forward' }))
    expect(live?.textContent).toBe(said())
  })

  test('says why something happens just then, and goes to each cause', async () => {
    await stepThrough()
    fireEvent.change(slider(), { target: { value: `${events.find(({ kind }) => kind === 'print')?.i}` } })
    fireEvent.click(screen.getByRole('button', { name: 'Why now?' }))
    const causes = () => screen.getAllByRole('listitem').filter((each) => each.closest('[role=log]') === null)
    const all = causes().map(({ textContent }) => textContent)
    const cause = screen.getByRole('button', { name: /the timer of sleep fires/ })
    cause.focus()
    fireEvent.click(cause)
    expect(said()).toContain('the timer of sleep fires')
    // The list stays as it is, and so does the focus in it.
    expect(causes().map(({ textContent }) => textContent)).toEqual(all)
    expect([document.activeElement, cause.getAttribute('aria-current')]).toEqual([cause, 'step'])
    // Elsewhere there are other causes.
    const bye = events.find((event) => event.kind === 'print' && event.text === 'bye')
    fireEvent.change(slider(), { target: { value: `${bye?.i}` } })
    expect(causes().map(({ textContent }) => textContent)).not.toEqual(all)
    causes()[0]?.querySelector('button')?.focus()
    fireEvent.keyDown(document.activeElement as Element, { key: 'Escape' })
    expect(causes()).toEqual([])
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Why now?' }))
  })

  test('has nothing that plays for who wants less motion', async () => {
    await stepThrough()
    expect(screen.getByRole('button', { name: 'Play' })).toBeTruthy()
    cleanup()
    calm = true
    await stepThrough()
    expect(screen.queryByRole('button', { name: 'Play' })).toBeNull()
  })

  test('is the same in each view: a tab changes what is drawn, not where the cursor is', async () => {
    await stepThrough()
    fireEvent.change(slider(), { target: { value: '9' } })
    const tabs = within(screen.getByRole('tablist', { name: 'Views of the run' }))
    fireEvent.keyDown(tabs.getByRole('tab', { name: 'Timeline' }), { key: 'ArrowRight' })
    expect(tabs.getByRole('tab', { name: 'Loop' }).getAttribute('aria-selected')).toBe('true')
    expect(slider().value).toBe('9')
    expect(screen.getByText('Ready')).toBeTruthy()
    fireEvent.click(tabs.getByRole('tab', { name: 'Output' }))
    expect(screen.queryByRole('slider')).toBeNull()
  })

  test('mutes what is not printed yet, and a printed line leads to its event', async () => {
    await stepThrough()
    const items = within(screen.getByRole('log')).getAllByRole('listitem')
    expect(items.map((item) => item.hasAttribute('data-yet'))).toEqual([true, true])
    fireEvent.click(within(items[0] as HTMLElement).getByRole('button'))
    expect(said()).toContain('prints “hello 1”')
    expect(items.map((item) => item.hasAttribute('data-yet'))).toEqual([false, true])
  })
})

describe('a run beside which a fence sets another', () => {
  const compared = { ...withView, compare: 'other' }
  async function runUntilDrawable(answer: () => Promise<unknown>) {
    let asked = false
    let arrive = () => {}
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve
    })
    vi.stubGlobal('fetch', async () => {
      asked = true
      await arrived
      return answer()
    })
    render(<Playground example={compared} recording={recording} />)
    fireEvent.click(screen.getByRole('button', { name: 'Run' }))
    await vi.waitFor(() => client.last)
    act(() => {
      client.last.begin()
      client.last.trace(events)
      client.last.end({ kind: 'finished' })
    })
    await vi.waitFor(() => expect(asked).toBe(true))
    // What draws is there by then, and only waits.
    await act(async () => void (await loadViews()))
    expect(screen.queryByRole('slider')).toBeNull()
    arrive()
    await screen.findByRole('slider', {}, { timeout: 10_000 })
  }

  test('is drawn once both are there, so that nothing pushes it down', async () => {
    const beside = { title: 'the other', events }
    await runUntilDrawable(async () => ({ ok: true, json: async () => ({ html: '', events, beside }) }))
    expect(screen.getAllByText(/^This run: 1/).length).toBeGreaterThan(0)
    expect(
      screen.getByRole('group', { name: 'Picture of the run' }).querySelectorAll('[data-view=timeline]').length,
    ).toBe(2)
  })

  test('is drawn alone where the other cannot be had', async () => {
    await runUntilDrawable(async () => ({ ok: false, status: 404 }))
    expect(screen.queryByText(/^This run/)).toBeNull()
  })
})

describe('a program that the reader has changed', () => {
  const shorter = () => events.filter(({ t }) => t === 0)
  async function runAnew(code: string, trace: readonly TraceEvent[]) {
    const before = client.runs.length
    const { EditorView } = await import('@codemirror/view')
    const editor = await vi.waitFor(() => screen.getByRole('textbox', { name: 'TypeScript code' }))
    const view = EditorView.findFromDOM(editor)
    act(() => view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } }))
    if (code !== example.code) await screen.findByText('edited')
    fireEvent.click(screen.getByRole('button', { name: 'Run' }))
    await vi.waitFor(() => expect(client.runs.length).toBe(before + 1))
    expect(client.last.program.code).toBe(code)
    await act(async () => {
      client.last.begin()
      client.last.trace(trace)
      client.last.end({ kind: 'finished' })
    })
    await screen.findByRole('slider', {}, { timeout: 10_000 })
  }
  const choice = () => screen.queryByRole<HTMLSelectElement>('combobox', { name: 'Beside it' })
  const offered = () => [...(choice()?.options ?? [])].map(({ text }) => text)
  const pictures = () =>
    screen.getByRole('group', { name: 'Picture of the run' }).querySelectorAll('[data-view=timeline]').length

  test('is put beside the original, or beside the run before, on one axis and as text', async () => {
    render(<Playground example={withView} recording={recording} />)
    fireEvent.keyDown(screen.getByRole('group', { name: 'TypeScript code' }), { key: 'Enter' })
    await runAnew(example.code, events)
    // The page's own program: there is nothing to put it beside.
    expect(choice()).toBeNull()
    await runAnew('// mine', shorter())
    await vi.waitFor(() => expect(offered()).toEqual(['no other run', 'The original']))
    expect(pictures()).toBe(1)
    fireEvent.change(choice() as Element, { target: { value: 'original' } })
    expect(pictures()).toBe(2)
    expect(screen.getAllByText(/^This run: 0/).length).toBe(2)
    expect(screen.getAllByText(/^The original: 1/).length).toBe(2)
    expect(screen.getByRole('group', { name: /^The original: 1/ }).textContent).toContain('prints “hello 1”')
    await runAnew('// mine, again', events)
    await vi.waitFor(() => expect(offered()).toEqual(['no other run', 'The original', 'The run before']))
    fireEvent.change(choice() as Element, { target: { value: 'before' } })
    expect(screen.getAllByText(/^The run before: 0/).length).toBe(2)
    expect(screen.getAllByText(/^This run: 1/).length).toBe(2)
    // The same program once more is no other run.
    await runAnew('// mine, again', events)
    expect(screen.getAllByText(/^The run before: 0/).length).toBe(2)
    // What was chosen stays so, whatever is looked at meanwhile.
    const tabs = within(screen.getByRole('tablist', { name: 'Views of the run' }))
    for (const away of ['Output', 'Loop']) {
      fireEvent.click(tabs.getByRole('tab', { name: away }))
      expect(screen.queryByText(/^The run before: 0/)).toBeNull()
      fireEvent.click(tabs.getByRole('tab', { name: 'Timeline' }))
      expect(choice()?.value, away).toBe('before')
      expect(pictures(), away).toBe(2)
    }
  })

  test('has the source that ran in its views, not what stands there by now', async () => {
    render(<Playground example={{ ...withView, view: 'source' }} recording={recording} />)
    fireEvent.keyDown(screen.getByRole('group', { name: 'TypeScript code' }), { key: 'Enter' })
    const line = { i: 0, t: 0, turn: 0, kind: 'line', loc: { line: 1, column: 0 }, changed: {} } as const
    await runAnew('const mine = 1', [line])
    const panel = screen.getByRole('group', { name: 'Picture of the run' })
    expect(panel.textContent).toContain('const mine = 1')
    const { EditorView } = await import('@codemirror/view')
    const view = EditorView.findFromDOM(screen.getByRole('textbox', { name: 'TypeScript code' }))
    act(() => view?.dispatch({ changes: { from: 0, insert: 'const later = 2\n' } }))
    expect(panel.textContent).toContain('const mine = 1')
    expect(panel.textContent).not.toContain('later')
  })
})

describe('a run of which not all is recorded', () => {
  async function runOnce(trace: readonly TraceEvent[], dropped = 0, plain?: true) {
    render(<Playground example={withView} recording={recording} />)
    fireEvent.click(screen.getByRole('button', { name: 'Run' }))
    await vi.waitFor(() => client.last)
    await act(async () => {
      client.last.begin(plain)
      client.last.trace(trace, dropped)
      client.last.end({ kind: 'finished' })
    })
    await screen.findByRole('slider', {}, { timeout: 10_000 })
    return within(screen.getByRole('tablist', { name: 'Views of the run' }))
  }
  /** To be seen without opening anything. */
  const inSight = (text: RegExp) => screen.queryAllByText(text).filter((each) => each.closest('details') === null)
  const last = () => events.at(-1) as TraceEvent
  const tooMany = (): TraceEvent => ({ ...last(), i: last().i + 1, kind: 'truncated', why: 'tasks', dropped: 0 })

  test('says in each view how much is missing and why, and so do the files', async () => {
    const tabs = await runOnce([...events, tooMany()], 1234)
    const notice = /^Cut here: 1234 events more are not recorded \(too many tasks\)\.$/
    for (const view of ['Timeline', 'Loop', 'Hand-off', 'Source']) {
      fireEvent.click(tabs.getByRole('tab', { name: view }))
      // At the end, the sentence of the last event says so, too.
      fireEvent.click(screen.getByRole('button', { name: 'To the start' }))
      expect(inSight(notice).length, view).toBe(1)
      fireEvent.click(screen.getByRole('button', { name: 'To the end' }))
    }
    fireEvent.click(tabs.getByRole('tab', { name: 'Timeline' }))
    fireEvent.click(screen.getByRole('button', { name: 'Save as SVG' }))
    expect(saved.get('say-after-timeline.svg')).toMatch(/>Cut here: 1234 events more are not recorded/)
    fireEvent.click(screen.getByRole('button', { name: 'Save as JSON' }))
    const run = JSON.parse(saved.get('say-after.json') ?? '')
    expect(run.events.at(-1)).toMatchObject({ kind: 'truncated', why: 'tasks', dropped: 1234 })
    expect(run).not.toHaveProperty('plain')
  })

  test('says nothing where all is there', async () => {
    await runOnce(events)
    expect(screen.queryByText(/^Cut here/)).toBeNull()
  })

  test('says that a program is too large to be followed by line, in the views of lines and in the file', async () => {
    const tabs = await runOnce(events, 0, true)
    const notice = /^The program is too large to be followed line by line/
    expect(inSight(notice).length).toBe(0)
    for (const view of ['Hand-off', 'Source']) {
      fireEvent.click(tabs.getByRole('tab', { name: view }))
      expect(inSight(notice).length, view).toBe(1)
      expect(screen.queryByRole('button', { name: 'Save as SVG' })).toBeNull()
    }
    fireEvent.click(screen.getByRole('button', { name: 'Save as JSON' }))
    expect(JSON.parse(saved.get('say-after.json') ?? '')).toMatchObject({ id: 'say-after', plain: true })
  })

  test('says from where on no lines are known, where lines are shown', async () => {
    const tabs = await runOnce([...events, { ...last(), i: last().i + 1, kind: 'lines/end' } as TraceEvent])
    fireEvent.click(tabs.getByRole('tab', { name: 'Source' }))
    fireEvent.click(screen.getByRole('button', { name: 'To the start' }))
    expect(inSight(/^lines and variables are not recorded from here on/i).length).toBe(1)
  })
})

test('a trace that cannot be drawn takes nothing else with it', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.stubGlobal('fetch', async () => ({
    ok: true,
    json: async () => ({
      html: '',
      events: [{ i: 0, t: 0, turn: 0, kind: 'task/create', id: 1, name: 'x', coro: 5 }],
      beside: null,
    }),
  }))
  render(<Playground example={withView} recording={recording} />)
  fireEvent.click(screen.getByRole('button', { name: 'Step through this run' }))
  expect(await screen.findByText('This run cannot be drawn.')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Run' })).toBeTruthy()
})

test('a link that names a place shows it from the recorded run, and runs nothing', async () => {
  const link = linkTo('say-after', example.code, 7)
  if (link.kind !== 'hash') throw new Error('expected a link')
  render(<Playground example={withView} recording={recording} />)
  act(() => goTo(link.hash))
  await screen.findByRole('slider', {}, { timeout: 10_000 })
  expect(slider().value).toBe('7')
  expect(screen.getByRole('button', { name: 'Run' })).toBeTruthy()
  expect(screen.getByRole('status').textContent).toContain('recorded')
})

describe('an example that asks for a prediction', () => {
  const asking = { ...withView, predict: { kind: 'line', line: 2 } } as const
  const choice = { ...recording, predict: { options: ['bye', 'hello 1'], answer: 0 } }

  test('tells whether the answer is what the run did, and where to see it', async () => {
    render(<Playground example={asking} recording={choice} />)
    fireEvent.click(within(screen.getByRole('group', { name: /line 2/ })).getByRole('button', { name: 'hello 1' }))
    expect(screen.getByText(/In this run it is “bye”/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'See how it comes to that' }))
    await screen.findByRole('slider', {}, { timeout: 10_000 })
    await vi.waitFor(() => expect(said()).toContain('prints “bye”'))
  })

  test('does not insist, and says nothing of the run before it is answered or passed over', () => {
    render(<Playground example={asking} recording={choice} />)
    const status = () => screen.getByRole('status').textContent
    expect(status()).toBe('recorded')
    fireEvent.click(screen.getByRole('button', { name: 'Just show me' }))
    expect(screen.queryByRole('group', { name: /line 2/ })).toBeNull()
    expect(status()).toMatch(/^recorded · \d/)
  })
})
