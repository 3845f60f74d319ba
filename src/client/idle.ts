import type { ClientModule } from '@docusaurus/types'

// What can wait until the page has nothing else to do: the offer of the other language, the copy for reading without a
// network, the marks of what has been read.
let idle: typeof import('../idle') | null = null

if (typeof window !== 'undefined') {
  const whenIdle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 200))
  const start = () =>
    whenIdle(async () => {
      idle = await import('../idle').catch(() => null)
      idle?.start()
    })
  if (document.readyState === 'complete') start()
  else window.addEventListener('load', start)
}

const clientModule: ClientModule = {
  onRouteDidUpdate: () => idle?.onRoute(),
}

export const onRouteDidUpdate = clientModule.onRouteDidUpdate
