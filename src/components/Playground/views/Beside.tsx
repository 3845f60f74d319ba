import { type ReactNode, useId } from 'react'
import type { Words } from '../../../views/words'
import styles from './Stage.module.css'
import type { Compared, Other } from './use-compared'

interface Props extends Compared {
  readonly words: Words
  readonly onBeside: (other: Other | null) => void
}

/** Once the reader has changed the program, there is a choice of what to put its run beside. */
export default function Beside(props: Props): ReactNode {
  const { others, chosen, onBeside, words } = props
  const by = useId()
  const { ui } = words
  if (others.every(({ other }) => other === 'fence')) return null
  return (
    <p className={styles.beside}>
      <label htmlFor={by}>{ui.beside}</label>{' '}
      <select
        id={by}
        value={chosen?.other ?? ''}
        onChange={({ target }) => onBeside(target.value === '' ? null : (target.value as Other))}
      >
        <option value="">{ui.besideNothing}</option>
        {others.map(({ other, title }) => (
          <option key={other} value={other}>
            {title ?? ui.others[other]}
          </option>
        ))}
      </select>
    </p>
  )
}
