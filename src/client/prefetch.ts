import type { ClientModule } from '@docusaurus/types'

// Docusaurus fetches the page behind each link that scrolls into view, so a chapter would cost its neighbours' weight
// as well. A page is fetched instead when the pointer or a finger comes to its link (`preload`, which stays). The
// object is frozen but not its place; this runs before any link has been seen.
const clientModule: ClientModule = {
  onRouteDidUpdate() {
    if (window.docusaurus.prefetch !== never) window.docusaurus = { ...window.docusaurus, prefetch: never }
  },
}

function never(): false {
  return false
}

export const onRouteDidUpdate = clientModule.onRouteDidUpdate
