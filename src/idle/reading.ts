import { markRead } from '../offline/read-pages'
import { showRead } from '../offline/show-read'

let observer: IntersectionObserver | null = null

/** A chapter has been read when its end was seen: the links that lead on. */
export function watchReading(baseUrl: string): void {
  observer?.disconnect()
  const [, slug] = /^([a-z0-9-]+)\/$/.exec(location.pathname.slice(baseUrl.length)) ?? []
  const end = document.querySelector('.theme-doc-sidebar-menu') && document.querySelector('.pagination-nav')
  if (slug === undefined || end === null) return
  observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return
    observer?.disconnect()
    markRead(slug)
    showRead()
  })
  observer.observe(end)
}
