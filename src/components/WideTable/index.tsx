import { translate } from '@docusaurus/Translate'
import clsx from 'clsx'
import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react'
import styles from './styles.module.css'

/** A table of the text. Where it is wider than the window it scrolls by itself, also for who has only a keyboard. */
export default function WideTable(props: ComponentProps<'table'>): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const { current: it } = box
    if (!it?.firstElementChild) return
    const observer = new ResizeObserver(() => setScrolls(it.scrollWidth > it.clientWidth))
    observer.observe(it)
    observer.observe(it.firstElementChild)
    return () => observer.disconnect()
  }, [])
  const label = translate({ id: 'table.wide', message: 'Table, wider than the window' })
  return (
    <div
      ref={box}
      className={clsx('wide', styles.box)}
      {...(scrolls ? { role: 'group', 'aria-label': label, tabIndex: 0 } : {})}
    >
      <table {...props} />
    </div>
  )
}
