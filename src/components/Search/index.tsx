import { translate } from '@docusaurus/Translate'
import useBaseUrl from '@docusaurus/useBaseUrl'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import Lens from './Lens'
import { asksForSearch } from './shortcut'
import styles from './styles.module.css'

const load = () => import('./Dialog')
const Dialog = lazy(load)

/** The button in the bar, and the keys that stand for it. All that a page loads of the search before it is used. */
export default function Search(): ReactNode {
  const [open, setOpen] = useState(false)
  const name = translate({ id: 'search.open', message: 'Search' })
  const file = useBaseUrl('/search.json')

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!asksForSearch(event)) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  // What could not be fetched is asked for again at the next click.
  const prepare = () =>
    void load().then(
      ({ prepare }) => prepare(file),
      () => {},
    )
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K /"
        aria-label={name}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => setOpen(true)}
      >
        <Lens />
        <span className={styles.label} aria-hidden="true">
          {name}
          <kbd className={styles.key}>/</kbd>
        </span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <Dialog file={file} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
