import { encode, PROTOCOL_VERSION } from '../src/runner/protocol'

/** A page of any browser, as its driver sees it: a function runs in it by its text. */
export interface CanEvaluate {
  evaluate<R, A>(act: (argument: A) => R | Promise<R>, argument: A): Promise<R>
}

/** What the page heard of a worker: its protocol messages, as they came. */
export type Heard = Record<string, unknown>

/** What each script has: `port` is the port, `V` the protocol's version, and `say(text)` prints. */
function workerCode(script: string): string {
  return `
    const V = ${PROTOCOL_VERSION}
    let port
    const say = (text) => port.postMessage(JSON.stringify({ v: V, type: 'run/output', runId: 1,
      lines: [{ stream: 'log', text: String(text), time: 0 }], time: 0, turns: 0 }))
    addEventListener('message', async ({ ports }) => { port = ports[0]; ${script} }, { once: true })`
}

/**
 * Runs `script` as a worker of a second sandbox like the page's own, but without the prelude: with all that a worker
 * has by nature, its port included. So it stands for a program that found a way round the prelude, and shows what the
 * frame's policy and its controller hold by themselves.
 *
 * Resolves soon after a message of the type `last`. With `stop` the worker is told to be ended as soon as that message
 * came, and what is heard later counts as well.
 */
export async function runRawWorker(page: CanEvaluate, script: string, last: string, stop = false): Promise<Heard[]> {
  const settings = { seed: 'x', start: '00:00:00', clock: 'virtual', speed: '1' } as const
  const messages = [
    encode({ type: 'frame/prelude', runId: 0, before: '', after: '' }),
    encode({ type: 'run/start', runId: 1, code: workerCode(script), settings }),
  ]
  const ending = stop
    ? [encode({ type: 'run/stop', runId: 1 }), encode({ type: 'frame/ping', runId: 0, nonce: 1 })]
    : []
  return page.evaluate(
    async ([messages, last, ending]) => {
      const frame = document.querySelector('iframe[srcdoc]')?.cloneNode() as HTMLIFrameElement
      document.body.append(frame)
      await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
      const { port1, port2 } = new MessageChannel()
      const heard: Record<string, unknown>[] = []
      const done = new Promise<void>((resolve) => {
        port1.onmessage = ({ data }) => {
          const message = JSON.parse(data)
          heard.push(message)
          if (message.type === last) resolve()
        }
      })
      frame.contentWindow?.postMessage(null, '*', [port2])
      for (const message of messages) port1.postMessage(message)
      await done
      if (ending.length > 0) {
        // The controller answers in order: what it passed on before it was told has come before its pong.
        const told = new Promise<void>((resolve) => {
          port1.addEventListener('message', ({ data }) => data.includes('"frame/pong"') && resolve())
        })
        for (const message of ending) port1.postMessage(message)
        await told
      }
      // Whatever else is on its way.
      await new Promise((resolve) => setTimeout(resolve, 200))
      frame.remove()
      return heard
    },
    [messages, last, ending] as const,
  )
}

/** Runs the same script as a worker that the page itself starts, in no sandbox; what it says comes as text. */
export async function runBareWorker(page: CanEvaluate, script: string): Promise<string> {
  return page.evaluate(
    (code) =>
      new Promise<string>((resolve) => {
        const worker = new Worker(URL.createObjectURL(new Blob([code])))
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) => resolve(JSON.parse(data).lines[0].text)
        worker.postMessage(null, [port2])
      }),
    workerCode(script),
  )
}
