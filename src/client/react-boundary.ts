import type { ClientModule } from '@docusaurus/types'
import { crossesReactBoundary } from './react-routes'

// A document keeps the Content-Security-Policy it was loaded with. `/react/` alone may evaluate code in the page, so
// it is entered and left by full page loads, never by the router: no other page ever runs under its policy, and its
// own live block finds the policy it needs.
function onClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return
  const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(anchor instanceof HTMLAnchorElement) || anchor.target || anchor.origin !== location.origin) return
  if (!crossesReactBoundary(location.pathname, anchor.pathname)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  location.assign(anchor.href)
}

if (typeof document !== 'undefined') document.addEventListener('click', onClick, { capture: true })

// What no click announces: the back button, or a navigation by code.
const clientModule: ClientModule = {
  onRouteUpdate({ location: next, previousLocation }) {
    if (previousLocation !== null && crossesReactBoundary(previousLocation.pathname, next.pathname)) {
      location.reload()
    }
  },
}

export const onRouteUpdate = clientModule.onRouteUpdate
