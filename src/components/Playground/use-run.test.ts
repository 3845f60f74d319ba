// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { example, FakeClient } from './testing'
import { type PlaygroundRun, useRun } from './use-run'

let client: FakeClient
vi.mock('../../runner/client', () => ({ getRunnerClient: () => client }))
vi.mock('../../runner/compile/start', () => ({ startCompilerEarly() {} }))

beforeAll(() => import('./live'))
beforeEach(() => {
  client = new FakeClient()
})
afterEach(cleanup)

describe('what the reader does once the live part is there, and before it is rendered,', () => {
  /** Does `press` in exactly that moment, by what the render before it had given to the buttons. */
  async function press(doIt: (run: PlaygroundRun) => void): Promise<PlaygroundRun> {
    const { result } = renderHook(() => useRun(example, example.code))
    const before = result.current
    await act(async () => {
      await new Promise<void>((resolve) => {
        client.warm = async () => {
          queueMicrotask(() => {
            expect(result.current).toBe(before)
            doIt(before)
            resolve()
          })
        }
        before.prepare()
      })
    })
    return result.current
  }

  test('starts a run', async () => {
    const run = await press((before) => before.start('mine', '4'))
    expect(client.runs.map(({ program }) => program.code)).toEqual(['mine'])
    expect(run.session.status).toBe('preparing')
  })

  test('leaves the page: the run ends with it', async () => {
    await press((before) => before.start('mine', '4'))
    cleanup()
    expect(client.last.stopped).toBe(true)
  })

  test('changes the speed of the run that it started, and ends it', async () => {
    await press((before) => {
      before.start('mine', '4')
      before.setSpeed('10')
      expect(client.last.speed).toBe('10')
      before.stop()
    })
    expect(client.last.stopped).toBe(true)
  })
})
