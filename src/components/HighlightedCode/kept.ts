import type { RefCallback, RefObject } from 'react'

/**
 * A ref that is not let go while the page waits for a part of itself: React then takes refs away but leaves listeners,
 * and the theme's own looks at the block at each resize of the window.
 */
export function kept<T>(ref: RefObject<T | null>): RefCallback<T> {
  return (element) => {
    if (element !== null) ref.current = element
  }
}
