import { type KeyboardEvent, type RefObject, useCallback, useEffect, useState } from 'react'

const STOPS = 'button:not(:disabled), select:not(:disabled), a[href]'

/**
 * The toolbar pattern: one stop for Tab, arrow keys, Home and End within. Spread the result on the toolbar. It sets
 * `tabIndex` on the controls itself, since which of them exist and are enabled changes from render to render.
 */
export function useRovingFocus(toolbar: RefObject<HTMLElement | null>) {
  const [current, setCurrent] = useState<Element | null>(null)

  useEffect(() => {
    const stops = [...(toolbar.current?.querySelectorAll<HTMLElement>(STOPS) ?? [])]
    const entry = stops.find((stop) => stop === current) ?? stops[0]
    for (const stop of stops) stop.tabIndex = stop === entry ? 0 : -1
  })

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const stops = [...(toolbar.current?.querySelectorAll<HTMLElement>(STOPS) ?? [])]
      const at = stops.indexOf(event.target as HTMLElement)
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 }[event.key]
      if (at < 0 || to === undefined) return
      event.preventDefault()
      stops[(to + stops.length) % stops.length]?.focus()
    },
    [toolbar],
  )

  return { onKeyDown, onFocus: (event: { target: Element }) => setCurrent(event.target) }
}
