import { expect, test } from 'vitest'
import { SearchClient, type WorkerLike } from './client'
import type { FromWorker, ToWorker } from './protocol'

class FakeWorker implements WorkerLike {
  readonly sent: ToWorker[] = []
  ended = false
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null
  onerror: ((event: ErrorEvent) => void) | null = null
  postMessage(message: ToWorker) {
    this.sent.push(message)
  }
  terminate() {
    this.ended = true
  }
  say(data: FromWorker) {
    this.onmessage?.({ data } as MessageEvent<FromWorker>)
  }
}

function start() {
  const workers: FakeWorker[] = []
  const client = new SearchClient('/search.json', () => {
    const worker = new FakeWorker()
    workers.push(worker)
    return worker
  })
  client.start()
  return { client, workers }
}

test('what is asked while the search is loading is answered when it has loaded', () => {
  const { client, workers } = start()
  client.ask('a')
  client.ask('ab')
  expect(workers[0]?.sent).toEqual([{ type: 'load', url: '/search.json' }])
  workers[0]?.say({ type: 'loaded' })
  expect(workers[0]?.sent.slice(1)).toEqual([{ type: 'search', number: 3, query: 'ab' }])
})

test('an answer to an earlier question is not shown', () => {
  const { client, workers } = start()
  workers[0]?.say({ type: 'loaded' })
  client.ask('a')
  client.ask('ab')
  const [, first, second] = workers[0]?.sent ?? []
  expect(first?.type === 'search' && second?.type === 'search').toBe(true)
  if (first?.type !== 'search' || second?.type !== 'search') return
  workers[0]?.say({ type: 'found', number: first.number, pages: [] })
  expect(client.state.query).toBeNull()
  workers[0]?.say({ type: 'found', number: second.number, pages: [] })
  expect(client.state.query).toBe('ab')
})

test('an emptied field shows nothing, and a late answer does not come back into it', () => {
  const { client, workers } = start()
  workers[0]?.say({ type: 'loaded' })
  client.ask('a')
  client.ask('')
  workers[0]?.say({ type: 'found', number: 2, pages: [] })
  expect(client.state).toMatchObject({ status: 'ready', query: null, pages: [] })
})

test('after a failure it starts anew with a fresh worker', () => {
  const { client, workers } = start()
  client.ask('a')
  workers[0]?.say({ type: 'failed' })
  expect(client.state.status).toBe('failed')
  expect(workers[0]?.ended).toBe(true)
  client.start()
  workers[1]?.say({ type: 'loaded' })
  expect(workers[1]?.sent.at(-1)).toMatchObject({ type: 'search', query: 'a' })
})
