import { translate } from '@docusaurus/Translate'
import type { ReactNode } from 'react'
import styles from './styles.module.css'

const strings = {
  caller: () => translate({ id: 'figure.calls.caller', message: 'caller' }),
  subroutine: () => translate({ id: 'figure.calls.subroutine', message: 'subroutine' }),
  coroutine: () => translate({ id: 'figure.calls.coroutine', message: 'coroutine' }),
  call: () => translate({ id: 'figure.calls.call', message: 'call' }),
  yield: () => translate({ id: 'figure.calls.yield', message: 'yield' }),
  resume: () => translate({ id: 'figure.calls.resume', message: 'resume' }),
  return: () => translate({ id: 'figure.calls.return', message: 'return' }),
  suspended: () => translate({ id: 'figure.calls.suspended', message: 'suspended' }),
  caption: () =>
    translate({
      id: 'figure.calls.caption',
      message:
        'Time goes from left to right. A strong line: it runs. A faint line: it waits. No line: it does not exist.',
    }),
  subroutineSays: () =>
    translate({
      id: 'figure.calls.subroutineSays',
      message: 'A subroutine: the caller calls it and waits; it runs to its end and is gone; the caller goes on.',
    }),
  coroutineSays: () =>
    translate({
      id: 'figure.calls.coroutineSays',
      message:
        'A coroutine: the caller calls it; it runs to a yield and is suspended while the caller goes on; the caller resumes it; it runs to its end.',
    }),
}

const START = 92
const END = 352
const UPPER = 36
const LOWER = 80

interface StripProps {
  /** What the picture shows, for those who do not see it. */
  readonly says: string
  readonly lower: string
  /** Where control changes lanes, and what that is called; the first goes down. */
  readonly hops: readonly (readonly [x: number, name: string])[]
  /** Said below the lower lane, where it waits. */
  readonly below?: readonly [x: number, text: string]
}

function Strip({ says, lower, hops, below }: StripProps): ReactNode {
  let running = `M${START} ${UPPER}`
  let waiting = ''
  hops.forEach(([x], index) => {
    const [from, to] = index % 2 === 0 ? [UPPER, LOWER] : [LOWER, UPPER]
    running += `H${x - 8}C${x} ${from} ${x} ${to} ${x + 8} ${to}`
    const next = hops[index + 1]
    if (next !== undefined) waiting += `M${x + 8} ${from}H${next[0] - 8}`
  })
  return (
    <svg className={styles.strip} viewBox="0 0 356 108" fill="none" role="img" aria-label={says}>
      <g strokeWidth="2.5" strokeLinecap="round" stroke="currentColor">
        <path d={waiting} opacity="0.28" />
        <path d={`${running}H${END}`} />
      </g>
      {hops.map(([x]) => (
        <circle key={x} cx={x} cy={(UPPER + LOWER) / 2} r="4.5" fill="var(--c-accent)" />
      ))}
      <g className={styles.words} aria-hidden>
        <text x="0" y={UPPER + 4}>
          {strings.caller()}
        </text>
        <text x="0" y={LOWER + 4}>
          {lower}
        </text>
        {hops.map(([x, name]) => (
          <text key={x} x={x} y={UPPER - 16} textAnchor="middle">
            {name}
          </text>
        ))}
        {below && (
          <text x={below[0]} y={LOWER + 22} textAnchor="middle">
            {below[1]}
          </text>
        )}
      </g>
    </svg>
  )
}

/** A subroutine has one entry and one exit; a coroutine is left at a yield and entered there again. */
export default function CallAndResume(): ReactNode {
  return (
    <figure className={styles.figure}>
      <Strip
        says={strings.subroutineSays()}
        lower={strings.subroutine()}
        hops={[
          [125, strings.call()],
          [305, strings.return()],
        ]}
      />
      <Strip
        says={strings.coroutineSays()}
        lower={strings.coroutine()}
        hops={[
          [125, strings.call()],
          [185, strings.yield()],
          [245, strings.resume()],
          [305, strings.return()],
        ]}
        below={[215, strings.suspended()]}
      />
      <figcaption className={styles.caption}>{strings.caption()}</figcaption>
    </figure>
  )
}
