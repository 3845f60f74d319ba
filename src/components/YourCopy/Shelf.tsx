import { type ReactNode, useEffect, useState } from 'react'
import { type CopySize, type CopyState, followState, isSettled, keepCopy, removeCopy } from '../../offline/copy'
import { useStrings } from './strings'
import styles from './styles.module.css'

interface Props {
  readonly label: string
  readonly lang: string
  readonly baseUrl: string
}

/** One language: whether it is kept, how much it is, and the button that changes it. */
export default function Shelf({ label, lang, baseUrl }: Props): ReactNode {
  const strings = useStrings()
  const [state, setState] = useState<CopyState | 'failed' | null>(null)
  const [size, setSize] = useState<CopySize | null>(null)

  useEffect(() => {
    let current = true
    const unfollow = followState({ baseUrl }, setState)
    fetch(`${baseUrl}offline.json`)
      .then((response) => (response.ok ? response.json() : null))
      .then((found: CopySize | null) => current && setSize(found))
      .catch(() => {})
    return () => {
      current = false
      unfollow()
    }
  }, [baseUrl])

  const keep = async () => {
    setState('fetching')
    const kept = await keepCopy({ baseUrl })
      .then(isSettled)
      .catch(() => false)
    setState(kept ? 'kept' : 'failed')
  }
  const remove = async () => {
    await removeCopy({ baseUrl })
    setState('none')
  }

  const kept = state === 'kept'
  return (
    <li className={styles.row}>
      <span>
        <b lang={lang}>{label}</b>
        {size && <span className={styles.note}> · {strings.size((size.bytes / 1e6).toFixed(1), size.files)}</span>}
      </span>
      <span role="status" className={styles.note}>
        {state && strings[state]}
      </span>
      {state && state !== 'fetching' && (
        <button
          type="button"
          className={styles.button}
          aria-label={`${kept ? strings.remove : strings.keep}: ${label}`}
          onClick={kept ? remove : keep}
        >
          {kept ? strings.remove : strings.keep}
        </button>
      )}
    </li>
  )
}
