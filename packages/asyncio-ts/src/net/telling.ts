import type { EventLoop, NetworkNews } from '../core.js'
import { showBytes } from './bytes.js'
import type { SocketSelector } from './socket-selector.js'

/*
 * What goes over a simulated network, as it is told to whoever records the run. Nothing is done for that while nobody does.
 */

/** A message that somebody records; null: nobody does. */
export type Told = object | null

/** As much of a message is made a text of, in bytes; of what is no text, fewer. */
const SHOWN = 200
const SHOWN_BYTES = 16

const named = /* @__PURE__ */ new WeakMap<object, Said>()

interface Said {
  readonly text: string | undefined
  readonly shown: string
}

/** Says what bytes are called where messages are shown: a handshake, say, is nothing to read. */
export function nameMessage(bytes: Uint8Array, said: string | Uint8Array): void {
  named.set(bytes.buffer, typeof said === 'string' ? { text: undefined, shown: said } : saidBy(said))
}

/** A message goes out; no bytes: the stream ends. */
export function tellSent(
  selector: SocketSelector,
  way: 'data' | 'datagram' | 'end',
  from: string,
  to: string,
  data?: Uint8Array,
): Told {
  const said = data === undefined ? { text: undefined, shown: '' } : saidBy(data)
  const message = {}
  tell(selector.loop, { step: 'send', message, way, from, to, size: data?.length ?? 0, ...said })
  return message
}

/** It has come, or so many bytes of it. */
export function tellArrived(selector: SocketSelector, message: Told, socket: object, size: number): void {
  if (message === null) return
  tell(selector.loop, { step: 'arrive', message, socket, size })
}

/** It comes to nobody. */
export function tellLost(selector: SocketSelector, message: Told): void {
  if (message !== null) tell(selector.loop, { step: 'lost', message })
}

/** The program takes what has come. */
export function tellRead(loop: EventLoop, socket: object | undefined, data: Uint8Array): void {
  if (loop._trace === null || socket === undefined || data.length === 0) return
  tell(loop, { step: 'read', socket, size: data.length, ...saidBy(data) })
}

function tell(loop: EventLoop | undefined, news: NetworkNews): void {
  if (loop !== undefined && loop._trace !== null) loop._trace.network(loop, news)
}

function saidBy(data: Uint8Array): Said {
  const known = named.get(data.buffer)
  if (known !== undefined) return known
  const text = textOf(data.subarray(0, SHOWN))
  if (text !== undefined) return { text, shown: '' }
  return { text, shown: `${showBytes(data.subarray(0, SHOWN_BYTES))}${data.length > SHOWN_BYTES ? '…' : ''}` }
}

interface Decoders {
  readonly TextDecoder: new (
    label: string,
    options: { fatal: boolean },
  ) => { decode(bytes: Uint8Array, options: { stream: boolean }): string }
}
const { TextDecoder } = globalThis as unknown as Decoders

/** Bytes that are a text, but for a character that is cut at their end; undefined: they are none. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is for these
    return /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}
