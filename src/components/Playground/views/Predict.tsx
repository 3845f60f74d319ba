import { type ReactNode, useId, useState } from 'react'
import type { Prediction } from '../../../fences/example'
import type { Recording } from '../../../fences/recording'
import { strings } from '../strings'
import styles from './Predict.module.css'

interface Props {
  readonly prediction: Prediction
  readonly choice: NonNullable<Recording['predict']>
  /** The result may be seen. */
  readonly revealed: boolean
  readonly onReveal: () => void
  /** Goes to where the answer is in the run; null: it is nowhere in particular. */
  readonly onSee: (() => void) | null
}

/** A question over a result that is not seen yet: whoever answers, or does not want to, is shown it. */
export default function Predict({ prediction, choice, revealed, onReveal, onSee }: Props): ReactNode {
  const [chosen, setChosen] = useState<number | null>(null)
  const question = useId()
  if (revealed && chosen === null) return null
  const { options, answer } = choice
  if (chosen !== null) {
    return (
      <div className={styles.verdict} role="alert">
        {chosen === answer ? strings.predictRight() : strings.predictWrong(options[answer] ?? '')}
        {onSee && (
          <button type="button" className={styles.see} onClick={onSee}>
            {strings.predictSee()}
          </button>
        )}
      </div>
    )
  }
  const choose = (index: number) => {
    setChosen(index)
    onReveal()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere
    <div className={styles.card} role="group" aria-labelledby={question}>
      <p id={question}>{prediction.kind === 'line' ? strings.predictLine(prediction.line) : strings.predictTime()}</p>
      {options.map((option, index) => (
        <button key={option} type="button" className={styles.option} onClick={() => choose(index)}>
          {option}
        </button>
      ))}
      <button type="button" className={styles.see} onClick={onReveal}>
        {strings.predictSkip()}
      </button>
    </div>
  )
}
