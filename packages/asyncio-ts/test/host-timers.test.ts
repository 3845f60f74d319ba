import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

test('without setImmediate, hops go through a MessageChannel, one macrotask each, in order', async () => {
  vi.stubGlobal('setImmediate', undefined)
  const channels: FakeChannel[] = []
  class FakeChannel {
    port1: { onmessage: (() => void) | null } = { onmessage: null }
    posted = 0
    port2 = {
      postMessage: () => {
        this.posted += 1
      },
    }
    constructor() {
      channels.push(this)
    }
  }
  vi.stubGlobal('MessageChannel', FakeChannel)
  vi.resetModules()
  const { hostTimers } = await import('../src/host-timers.js')
  expect(channels).toEqual([])
  const log: string[] = []
  hostTimers().hop(() => log.push('a'))
  hostTimers().hop(() => log.push('b'))
  const [channel] = channels
  expect([channels.length, channel?.posted]).toEqual([1, 2])
  channel?.port1.onmessage?.()
  expect(log).toEqual(['a'])
  channel?.port1.onmessage?.()
  expect(log).toEqual(['a', 'b'])
})

test('the globals of the moment of loading are used, whatever replaces them later', async () => {
  vi.resetModules()
  const { hostTimers } = await import('../src/host-timers.js')
  const replaced = vi.fn()
  for (const name of ['setTimeout', 'setImmediate', 'clearTimeout']) vi.stubGlobal(name, replaced)
  await new Promise<void>((resolve) => hostTimers().hop(resolve))
  hostTimers().clearTimeout(hostTimers().setTimeout(() => {}, 1))
  expect(replaced).not.toHaveBeenCalled()
})

test('a host without any timers is told how to give some', async () => {
  for (const name of ['setTimeout', 'setImmediate', 'MessageChannel']) vi.stubGlobal(name, undefined)
  vi.resetModules()
  const { hostTimers } = await import('../src/host-timers.js')
  expect(() => hostTimers().hop(() => {})).toThrow(/pass your own with configureHost/)
})
