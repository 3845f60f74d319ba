import { EVENT_READ, EVENT_WRITE } from '../core.js'
import { decode, EMPTY } from './bytes.js'
import type { StreamSocket } from './sockets.js'

/*
 * What a simulated process has in place of a pipe to the program that starts it.
 */

abstract class OneSided implements StreamSocket {
  readonly sockname = undefined
  readonly peername = undefined
  abstract readiness(): number
  abstract send(data: Uint8Array): number
  close(): void {}
  recv(_most: number): Uint8Array {
    return EMPTY
  }
  shutdown(): void {
    this.close()
  }
  connectError(): null {
    return null
  }
}

/** Nothing comes from there, and what goes there is gone: `/dev/null`. */
export class NullDevice extends OneSided {
  readonly #events: number

  constructor(way: 'in' | 'out') {
    super()
    this.#events = way === 'in' ? EVENT_READ : EVENT_WRITE
  }

  readiness(): number {
    return this.#events
  }

  send(data: Uint8Array): number {
    return data.length
  }
}

/** The console of whoever starts the process, where there is one: it shows whole lines. */
export class ConsoleOutput extends OneSided {
  readonly #level: 'log' | 'error'
  #rest = ''

  constructor(level: 'log' | 'error') {
    super()
    this.#level = level
  }

  readiness(): number {
    return EVENT_WRITE
  }

  send(data: Uint8Array): number {
    const lines = (this.#rest + decode(data)).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#print(line)
    return data.length
  }

  override close(): void {
    if (this.#rest !== '') this.#print(this.#rest)
    this.#rest = ''
  }

  #print(line: string): void {
    const { console } = globalThis as { console?: Record<'log' | 'error', (text: string) => void> }
    console?.[this.#level](line)
  }
}
