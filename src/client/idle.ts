import type { ClientModule } from '@docusaurus/types'

// What can wait until somebody reads: the offer of the other language, the copy for reading without a network, the
// marks of what has been read. A page that is opened and left alone fetches none of it.
let idle: typeof import('../idle') | null = null
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const

if (typeof window !== 'undefined') {
  const whenIdle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 200))
  const start = () => {
    for (const sign of SIGNS) window.removeEventListener(sign, start)
    whenIdle(async () => {
      idle = await import('../idle').catch(() => null)
      idle?.start()
    })
  }
  const watch = () => {
    for (const sign of SIGNS) window.addEventListener(sign, start, { passive: true })
  }
  if (document.readyState === 'complete') watch()
  else window.addEventListener('load', watch)
}

const clientModule: ClientModule = {
  onRouteDidUpdate: () => idle?.onRoute(),
}

export const onRouteDidUpdate = clientModule.onRouteDidUpdate
