// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { goTo } from '../../../test/stubs/router'
import { clearStorage } from '../../../test/stubs/theme-common'
import { linkTo } from '../../edits/link-code'
import Playground from '.'
import { example, FakeClient } from './testing'

let client: FakeClient
vi.mock('../../runner/client', () => ({ getRunnerClient: () => client }))
vi.mock('../../runner/compile/start', () => ({ startCompilerEarly() {} }))

// So that no test has to wait for a module to be compiled.
beforeAll(() => Promise.all([import('./editing'), import('./live'), import('../../edits/link-code')]))
beforeEach(() => {
  localStorage.clear()
  goTo('')
  client = new FakeClient()
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback, 0))
  vi.stubGlobal('cancelAnimationFrame', clearTimeout)
  // jsdom lays nothing out; the editor asks all the same.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
})
afterEach(() => {
  cleanup()
  clearStorage()
  vi.unstubAllGlobals()
})

const button = (name: string) => screen.getByRole('button', { name })
const status = () => screen.getByRole('status').textContent
const items = () => within(screen.getByRole('log')).getAllByRole('listitem')
const ran = () => vi.waitFor(() => expect(client.runs.length).toBeGreaterThan(0))

async function runs(...texts: string[]) {
  fireEvent.click(button('Run'))
  await ran()
  act(() => client.last.begin())
  await act(async () => {
    client.last.print(texts, 2)
    await new Promise((resolve) => setTimeout(resolve, 0))
  })
}

async function edit(): Promise<HTMLElement> {
  fireEvent.keyDown(screen.getByRole('group', { name: 'TypeScript code' }), { key: 'Enter' })
  return vi.waitFor(() => screen.getByRole('textbox', { name: 'TypeScript code' }))
}

describe('before it is touched', () => {
  test('the server renders code, twin and recorded output', () => {
    const html = document.createElement('div')
    html.innerHTML = renderToString(<Playground example={example} />)
    const [typescript, python] = html.querySelectorAll('pre')
    expect(typescript?.textContent).toBe(example.code)
    expect(python?.textContent).toBe(example.twin.kind === 'checked' && example.twin.code)
    expect([...html.querySelectorAll('li')].map((item) => item.textContent)).toEqual(['hello 1', 'bye'])
    expect(html.querySelector('section')?.id).toBe('say-after')
  })

  test('each recorded line has its loop time, and the status the whole time and the turns', () => {
    const recording = { times: [0, 2], time: 2, turns: 8 }
    render(<Playground example={example} recording={recording} />)
    expect(items().map((item) => item.textContent)).toEqual(['+0.00\u202fshello 1', '+2.00\u202fsbye'])
    expect(status()).toBe('recorded · 2.00\u202fs · 8 turns')
  })

  test('what Python prints otherwise has no times, and what it prints alike has no turns', () => {
    const recording = { times: [0, 2], time: 2, turns: 8 }
    const { rerender } = render(<Playground example={example} recording={recording} />)
    fireEvent.click(screen.getByRole('tab', { name: 'Python' }))
    expect(status()).toBe('recorded in Python · 2.00\u202fs')
    rerender(<Playground example={{ ...example, outputTwin: 'hello 1.0\nbye' }} recording={recording} />)
    expect(document.querySelectorAll('time')).toHaveLength(0)
    expect(status()).toBe('recorded in Python')
  })

  test('it is hydrated without a difference', async () => {
    const container = document.createElement('div')
    container.innerHTML = renderToString(<Playground example={example} />)
    const onRecoverableError = vi.fn()
    const root = await act(async () => hydrateRoot(container, <Playground example={example} />, { onRecoverableError }))
    expect(onRecoverableError).not.toHaveBeenCalled()
    act(() => root.unmount())
  })

  test('it is a named region with its parts, and marked as recorded', () => {
    render(<Playground example={example} />)
    const region = screen.getByRole('region', { name: 'say_after' })
    expect(within(region).getByRole('toolbar')).toBeTruthy()
    expect(within(region).getByRole('combobox', { name: 'Clock speed' })).toBeTruthy()
    for (const name of ['Run', 'Reset', 'Copy', 'Share'])
      expect(within(region).getByRole('button', { name })).toBeTruthy()
    expect(screen.getByRole('log').getAttribute('aria-label')).toBe('Recorded output')
    expect(status()).toBe('recorded')
  })

  test('the languages are tabs, and the choice holds for every playground', () => {
    render(
      <>
        <Playground example={example} />
        <Playground example={{ ...example, id: 'other', title: 'Other' }} />
      </>,
    )
    const [first, second] = screen.getAllByRole('tab', { name: 'Python' })
    fireEvent.click(first as HTMLElement)
    expect(second?.getAttribute('aria-selected')).toBe('true')
    fireEvent.keyDown(second as HTMLElement, { key: 'ArrowLeft' })
    expect(first?.getAttribute('aria-selected')).toBe('false')
  })

  test('without a Python version there are no tabs, and the reason is told', () => {
    render(<Playground example={{ ...example, twin: { kind: 'none', reason: 'no such thing there' } }} />)
    expect(screen.queryByRole('tab', { name: 'Python' })).toBeNull()
    expect(screen.getByText(/no such thing there/)).toBeTruthy()
  })
})

describe('running', () => {
  test('a click on Run before the runner is there is not lost', async () => {
    render(<Playground example={example} />)
    fireEvent.click(button('Run'))
    expect(button('Stop')).toBeTruthy()
    await ran()
    expect(client.last.program.code).toBe(example.code)
  })

  test('a Stop before the runner is there takes the wish back', async () => {
    render(<Playground example={example} />)
    fireEvent.click(button('Run'))
    fireEvent.click(button('Stop'))
    expect(button('Run')).toBeTruthy()
    await act(() => vi.dynamicImportSettled())
    expect(client.runs).toHaveLength(0)
  })

  test('each line stands with its loop time', async () => {
    render(<Playground example={example} />)
    await runs('hello 1')
    const time = items()[0]?.querySelector('time')
    expect(time?.dateTime).toBe('PT2S')
    expect(time?.textContent).toMatch(/^\+2\.00\ss$/)
  })

  test('the status says how it ended, and that it is as recorded', async () => {
    render(<Playground example={example} />)
    await runs('hello 1', 'bye')
    act(() => client.last.end({ kind: 'finished' }))
    await vi.waitFor(() => expect(status()).toMatch(/^finished · 2\.00\ss · 1 turn · same as recorded$/))
    expect(button('Run')).toBeTruthy()
  })

  test('its output is read aloud as it comes, unless the reader pauses that, in each playground', async () => {
    const { unmount } = render(<Playground example={example} />)
    await runs('hello 1')
    const log = () => screen.getByRole('log', { name: 'Output' })
    const pause = () => screen.getByRole('button', { name: 'Pause reading the output aloud' })
    expect(log().getAttribute('aria-live')).toBeNull()
    expect(pause().getAttribute('aria-pressed')).toBe('false')
    fireEvent.click(pause())
    expect(log().getAttribute('aria-live')).toBe('off')
    expect(items().map((item) => item.textContent)).toEqual(['+2.00\u202fshello 1'])
    unmount()
    render(<Playground example={{ ...example, id: 'other' }} />)
    expect(pause().getAttribute('aria-pressed')).toBe('true')
    await runs('hello 2')
    expect(log().getAttribute('aria-live')).toBe('off')
    fireEvent.click(pause())
    expect(log().getAttribute('aria-live')).toBeNull()
  })

  test('the status names the first line that differs', async () => {
    render(<Playground example={example} />)
    await runs('hello 1', 'ciao')
    act(() => client.last.end({ kind: 'finished' }))
    await vi.waitFor(() => expect(status()).toContain('line 2 differs'))
  })

  test('a run that was stopped is not compared', async () => {
    render(<Playground example={example} />)
    await runs('other')
    fireEvent.click(button('Stop'))
    await vi.waitFor(() => expect(status()).toMatch(/^stopped by you/))
    expect(status()).not.toContain('differs')
  })

  test('an error is an alert that leads to its line', async () => {
    render(<Playground example={example} />)
    await runs()
    const position = { line: 2, column: 9 }
    const error = { name: 'ValueError', message: 'no', position, stack: [{ name: 'main', position }] }
    act(() => client.last.end({ kind: 'failed', error }))
    const alert = await vi.waitFor(() => screen.getByRole('alert'))
    expect(alert.textContent).toContain('ValueError: no')
    fireEvent.click(within(alert).getByRole('button', { name: 'line 2, column 9' }))
    const editor = await vi.waitFor(() => screen.getByRole('textbox'))
    await vi.waitFor(() => expect(document.activeElement).toBe(editor))
  })

  test('the speed can be changed while it runs', async () => {
    render(<Playground example={example} />)
    await runs()
    fireEvent.change(screen.getByRole('combobox'), { target: { value: 'instant' } })
    expect(client.last.speed).toBe('instant')
  })

  test('two playgrounds run apart, and leaving stops', async () => {
    const { unmount } = render(
      <>
        <Playground example={example} />
        <Playground example={{ ...example, id: 'other', title: 'Other' }} />
      </>,
    )
    const [first, second] = screen.getAllByRole('button', { name: 'Run' })
    fireEvent.click(first as HTMLElement)
    fireEvent.click(second as HTMLElement)
    await vi.waitFor(() => expect(client.runs.map((run) => run.program.id)).toEqual(['say-after', 'other']))
    unmount()
    expect(client.runs.map((run) => run.stopped)).toEqual([true, true])
  })
})

describe('editing', () => {
  test('a key in the code turns it into an editor with the same text', async () => {
    render(<Playground example={example} />)
    const editor = await edit()
    await vi.waitFor(() => expect(document.activeElement).toBe(editor))
    expect([...editor.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n')).toBe(example.code)
    const hint = document.getElementById(editor.getAttribute('aria-describedby') ?? '')
    expect(hint?.textContent).toMatch(/Esc, then Tab/)
  })

  test('Tab alone does not turn the code into an editor', async () => {
    render(<Playground example={example} />)
    const code = screen.getByRole('group', { name: 'TypeScript code' })
    fireEvent.focus(code)
    fireEvent.keyDown(code, { key: 'Tab' })
    await act(() => vi.dynamicImportSettled())
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  test('the offer to undo a Reset waits for the reader, and goes when the program is another', async () => {
    render(<Playground example={example} />)
    const editor = await edit()
    await write(editor, 'mine()')
    await screen.findByText('edited')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    fireEvent.click(button('Reset'))
    act(() => vi.advanceTimersByTime(60_000))
    vi.useRealTimers()
    expect(button('Undo')).toBeTruthy()
    await write(editor, 'other()')
    await vi.waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull())
  })

  test('Mod-Enter runs what stands there; Reset brings the original back, and Undo takes that back', async () => {
    render(<Playground example={example} />)
    const editor = await edit()
    await write(editor, 'mine()')
    await screen.findByText('edited')
    fireEvent.keyDown(editor, { key: 'Enter', ctrlKey: true })
    await ran()
    expect(client.last.program.code).toContain('mine()')
    fireEvent.click(button('Reset'))
    expect(screen.queryByText('edited')).toBeNull()
    fireEvent.click(button('Undo'))
    fireEvent.click(button('Run'))
    expect(client.last.program.code).toContain('mine()')
  })
})

describe('a link and what is kept', () => {
  const linkOf = (code: string) => {
    const link = linkTo('say-after', code)
    return link.kind === 'hash' ? link.hash : ''
  }

  beforeEach(() => {
    Element.prototype.scrollIntoView = vi.fn()
  })

  test('a link shows its program and starts nothing; another example takes no notice', async () => {
    render(
      <>
        <Playground example={example} />
        <Playground example={{ ...example, id: 'other', title: 'Other' }} />
      </>,
    )
    act(() => goTo(linkOf('linked()')))
    const note = await screen.findByRole('note')
    expect(note.textContent).toContain('came with the link')
    expect(screen.getAllByRole('textbox').map((editor) => editor.textContent)).toEqual(['linked()'])
    expect(document.activeElement).toBe(document.body)
    expect(Element.prototype.scrollIntoView).toHaveBeenCalledOnce()
    expect(client.runs).toHaveLength(0)
  })

  test('an edit is there again, in the editor, without having the focus or being run', async () => {
    const { unmount } = render(<Playground example={example} />)
    await write(await edit(), 'mine()')
    await screen.findByText('edited')
    unmount()
    render(<Playground example={example} />)
    await screen.findByText('edited')
    const editor = await screen.findByRole('textbox')
    expect(editor.textContent).toContain('mine()')
    expect(document.activeElement).toBe(document.body)
    expect(client.runs).toHaveLength(0)
  })

  test('a link over an edit leaves the way back to it', async () => {
    const { unmount } = render(<Playground example={example} />)
    await write(await edit(), 'mine()')
    unmount()
    goTo(linkOf('linked()'))
    render(<Playground example={example} />)
    expect((await screen.findByRole('note')).textContent).toContain('came with the link')
    fireEvent.click(button('Show my edit'))
    // The note may stand there before React has subscribed to the program; it goes as soon as it has.
    await vi.waitFor(() => expect(screen.queryByRole('note')).toBeNull())
    expect(screen.getByRole('textbox').textContent).toContain('mine()')
  })

  test('a damaged link is an alert, and the code stays as it was', async () => {
    goTo(`${linkOf('linked()').slice(0, -3)}`)
    render(<Playground example={example} />)
    expect((await screen.findByRole('alert')).textContent).toContain('damaged')
    expect(screen.getByRole('group', { name: 'TypeScript code' }).textContent).toBe(example.code)
  })

  test('Share copies the link and puts it into the address', async () => {
    const writeText = vi.fn(async () => {})
    vi.stubGlobal('navigator', { clipboard: { writeText } })
    render(<Playground example={example} />)
    const editor = await edit()
    await write(editor, 'mine()')
    await screen.findByText('edited')
    fireEvent.click(button('Share'))
    await screen.findByText('link copied')
    const hash = linkOf(`mine()\n${example.code}`)
    expect(location.hash).toBe(hash)
    expect(writeText).toHaveBeenCalledWith(expect.stringMatching(`${hash}$`))
  })
})

/** Put a line at the start, the way a paste does. */
async function write(editor: HTMLElement, text: string): Promise<void> {
  const { EditorView } = await import('@codemirror/view')
  act(() => EditorView.findFromDOM(editor)?.dispatch({ changes: { from: 0, insert: `${text}\n` } }))
}
