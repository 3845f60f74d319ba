import Translate from '@docusaurus/Translate'
import type { ReactNode } from 'react'
import styles from './styles.module.css'

/**
 * What a run does, step by step, each step beside the lines of code that it speaks of. In Markdown:
 *
 *     <Steps>
 *     <Step lines="3–5">The producer asks, and **waits**.</Step>
 *     </Steps>
 */
export function Steps({ children }: { readonly children: ReactNode }): ReactNode {
  return <ol className={styles.steps}>{children}</ol>
}

interface StepProps {
  /** Lines of the example, counted from 1: `7`, `3–5`, `3, 9`. Without it the step speaks of no line. */
  readonly lines?: string
  readonly children: ReactNode
}

export function Step({ lines, children }: StepProps): ReactNode {
  return (
    <li className={styles.step}>
      <span className={styles.lines}>
        {lines !== undefined && (
          <>
            <span className="visually-hidden">
              <Translate id="steps.line" description="Said before the numbers of the lines that a step speaks of">
                Line
              </Translate>{' '}
            </span>
            {lines}
          </>
        )}
      </span>
      <div className={styles.text}>{children}</div>
    </li>
  )
}
