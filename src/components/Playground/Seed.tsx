import type { ReactNode } from 'react'
import { ResetIcon } from './icons'
import styles from './Seed.module.css'
import { strings } from './strings'

interface Props {
  readonly seed: string
  readonly onSeed: (seed: string) => void
}

/** Whether a program may take random numbers, by the look of it. */
export function usesRandom(code: string): boolean {
  return code.includes('Math') && code.includes('random')
}

/** What `Math.random` starts from: shown, since a run can be repeated by it, and changed for other numbers. */
export default function Seed({ seed, onSeed }: Props): ReactNode {
  return (
    <div className={styles.seed}>
      <label>
        {strings.seed()}{' '}
        <input
          value={seed}
          maxLength={40}
          size={Math.max(seed.length, 6)}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onSeed(event.target.value)}
        />
      </label>
      <button
        type="button"
        aria-label={strings.newSeed()}
        title={strings.newSeed()}
        onClick={() => onSeed(Math.random().toString(36).slice(2, 8))}
      >
        <ResetIcon />
      </button>
    </div>
  )
}
