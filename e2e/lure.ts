import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** What stands at each path; text anywhere else. */
const ANSWERS: Readonly<Record<string, readonly [type: string, body: string | Promise<Buffer>]>> = {
  '/font.woff2': [
    'font/woff2',
    readFile(
      new URL(import.meta.resolve('@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2')),
    ),
  ],
  '/': ['text/html', '<!doctype html><title>lure</title><p id="text">lure</p>'],
  '/script.js': ['text/javascript', 'self.lured = true'],
  '/worker.js': ['text/javascript', "postMessage('lured')"],
  '/style.css': ['text/css', 'p { color: red }'],
  '/data.json': ['application/json', '{}'],
  '/image.svg': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'],
}

/**
 * A server that answers whoever asks, from any origin, and remembers what was asked for. What a hostile program manages
 * to send arrives here; and a page from here has no policy, so that whatever a browser lets anybody do works in it.
 */
export class Lure {
  /** Paths in the order in which they were asked for. */
  readonly asked: string[] = []

  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly sockets: Set<Socket>,
  ) {}

  static async open(): Promise<Lure> {
    const sockets = new Set<Socket>()
    const server = createServer(async (request, response) => {
      const path = (request.url ?? '').replace(/\?.*/, '')
      lure.asked.push(path)
      const open = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' }
      if (path === '/events') {
        response.writeHead(200, { ...open, 'Content-Type': 'text/event-stream' })
        response.write('data: lured\n\n')
        return
      }
      const [type, body] = ANSWERS[path] ?? ['text/plain', 'lured']
      response.writeHead(200, { ...open, 'Content-Type': type }).end(await body)
    })
    server.on('connection', (socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    })
    server.on('upgrade', (request, socket) => {
      lure.asked.push(request.url ?? '')
      const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
      const accept = createHash('sha1').update(key).digest('base64')
      socket.on('error', () => {})
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const lure: Lure = new Lure(`http://localhost:${(server.address() as AddressInfo).port}/`, server, sockets)
    return lure
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
