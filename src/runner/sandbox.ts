import { limits } from './limits'
import { type CrashReason, encode, type FromRunner, parseFromRunner, type ToRunner } from './protocol'
import type { Wrapper } from './script'

/** The frame in which runs live, for as long as it is good. */
export interface Sandbox {
  /** Resolves when runs can start; rejects when the frame dies before. */
  readonly ready: Promise<void>
  /** They can start now. */
  readonly isReady: boolean
  send(message: ToRunner): void
  /** Remove it, and all that runs in it. */
  dispose(): void
}

export interface SandboxEvents {
  onMessage(message: FromRunner): void
  /** It broke: it is gone already, and its runs with it. Not called for `dispose`. */
  onLost(reason: CrashReason): void
}

/** A script as `?bundle` imports it. */
export interface ScriptBundle {
  readonly code: string
  readonly hash: string
}

/** What the frame may do: run its controller, start workers from blobs, and nothing else. */
export function frameDocument(controller: ScriptBundle): string {
  const policy = [
    "default-src 'none'",
    `script-src '${controller.hash}'`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types playground',
  ].join('; ')
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${controller.code}</script>`
}

/**
 * Open the frame. Page and controller speak over one port that the page hands over once the frame has loaded; the page
 * listens to nothing else. A frame that loads a second time is not ours any more and is removed.
 */
export function openSandbox(controller: ScriptBundle, wrapper: Wrapper, events: SandboxEvents): Sandbox {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.setAttribute('allow', '')
  frame.setAttribute('aria-hidden', 'true')
  frame.referrerPolicy = 'no-referrer'
  frame.tabIndex = -1
  frame.hidden = true
  frame.srcdoc = frameDocument(controller)

  const { port1: port, port2 } = new MessageChannel()
  let gone = false
  let isReady = false
  let settle: { resolve(): void; reject(error: Error): void } | null = null
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  // Whoever needs it waits for it; nobody has to.
  ready.catch(() => {})

  const remove = (reason: string): void => {
    gone = true
    clearTimeout(timer)
    port.close()
    frame.remove()
    settle?.reject(new Error(reason))
    settle = null
  }
  const lose = (reason: CrashReason): void => {
    if (gone) return
    remove(reason)
    events.onLost(reason)
  }
  const timer = setTimeout(() => lose('frame shut'), limits.frameWithinMs)

  let loaded = false
  frame.addEventListener('load', () => {
    if (gone) return
    if (loaded) return lose('frame replaced')
    loaded = true
    frame.contentWindow?.postMessage(null, '*', [port2])
    port.postMessage(encode({ type: 'frame/prelude', runId: 0, ...wrapper }))
  })
  port.onmessage = ({ data }) => {
    if (gone) return
    const message = parseFromRunner(data)
    if (message === null) return lose('frame nonsense')
    if (message.type === 'frame/ready') {
      clearTimeout(timer)
      isReady = true
      settle?.resolve()
      settle = null
    } else events.onMessage(message)
  }
  document.body.append(frame)

  return {
    ready,
    get isReady() {
      return isReady && !gone
    },
    send: (message) => {
      if (!gone) port.postMessage(encode(message))
    },
    dispose: () => {
      if (!gone) remove('the sandbox was closed')
    },
  }
}
