import { translate } from '@docusaurus/Translate'
import type { ReactNode } from 'react'
import styles from './styles.module.css'

const strings = {
  blocking: () => translate({ id: 'figure.waits.blocking', message: 'blocking: one thread for each' }),
  nonBlocking: () =>
    translate({ id: 'figure.waits.nonBlocking', message: 'non-blocking: one thread asks them in turn' }),
  multiplexing: () => translate({ id: 'figure.waits.multiplexing', message: 'multiplexing: one thread waits for all' }),
  caption: () =>
    translate({
      id: 'figure.waits.caption',
      message:
        'Each line is a thread, and time goes from left to right. Where the line is strong, it is awake; where it is faint, it sleeps in the kernel. A tick: it asks. A dot: data has come for connection A, B or C.',
    }),
  blockingSays: () =>
    translate({
      id: 'figure.waits.blockingSays',
      message: 'Blocking: three threads, one for each connection. Each sleeps until its own data comes, then reads it.',
    }),
  nonBlockingSays: () =>
    translate({
      id: 'figure.waits.nonBlockingSays',
      message: 'Non-blocking: one thread. It is awake all the time, and asks A, B and C in turn, again and again.',
    }),
  multiplexingSays: () =>
    translate({
      id: 'figure.waits.multiplexingSays',
      message:
        'Multiplexing: one thread. It sleeps until data comes for any of the three, reads it, and sleeps again, for all three.',
    }),
}

const START = 24
const END = 352
const READING = 20
const LANE = 22

/** When data comes, and for whom. */
const arrivals: readonly (readonly [name: string, x: number])[] = [
  ['B', 130],
  ['A', 205],
  ['C', 290],
]

/** One thread, as it sleeps and wakes. */
interface Thread {
  readonly name?: string
  /** Where data comes for it, from left to right. */
  readonly data: readonly (readonly [name: string, x: number])[]
  /** Where it asks in vain. */
  readonly asks?: readonly number[]
}

interface StripProps {
  /** What the picture shows, for those who do not see it. */
  readonly says: string
  readonly title: string
  readonly threads: readonly Thread[]
}

function Strip({ says, title, threads }: StripProps): ReactNode {
  // Letters beside the lines need no room above them.
  const top = threads[0]?.name === undefined ? 44 : 32
  return (
    <svg
      className={styles.strip}
      viewBox={`0 0 356 ${top + LANE * (threads.length - 1) + 10}`}
      fill="none"
      role="img"
      aria-label={says}
    >
      <text className={styles.words} x="0" y="12" aria-hidden>
        {title}
      </text>
      {threads.map((thread, index) => (
        <Lane key={thread.name ?? 'only'} thread={thread} y={top + LANE * index} />
      ))}
    </svg>
  )
}

function Lane({ thread: { name, data, asks }, y }: { readonly thread: Thread; readonly y: number }): ReactNode {
  let awake = asks === undefined ? '' : `M${START} ${y}H${END}`
  if (asks === undefined) for (const [, x] of data) awake += `M${x} ${y}H${x + READING}`
  return (
    <>
      <g strokeWidth="2.5" strokeLinecap="round" stroke="currentColor">
        <path d={`M${START} ${y}H${END}`} opacity="0.28" />
        <path d={awake} />
        {asks !== undefined && <path d={asks.map((x) => `M${x} ${y - 4}V${y + 4}`).join('')} strokeWidth="1.5" />}
      </g>
      {data.map(([letter, x]) => (
        <circle key={letter} cx={x} cy={y} r="4.5" fill="var(--c-accent)" />
      ))}
      <g className={styles.words} aria-hidden>
        {name === undefined ? (
          data.map(([letter, x]) => (
            <text key={letter} x={x} y={y - 10} textAnchor="middle">
              {letter}
            </text>
          ))
        ) : (
          <text x="0" y={y + 4}>
            {name}
          </text>
        )}
      </g>
    </>
  )
}

const asks: number[] = []
for (let x = START + 8; x < END; x += 12) asks.push(x)

/** Three connections, three ways to wait for them: a thread each, asking all the time, or one sleep for all. */
export default function WaysToWait(): ReactNode {
  const separate = [...arrivals].sort(([a], [b]) => a.localeCompare(b))
  return (
    <figure className={styles.figure}>
      <Strip
        says={strings.blockingSays()}
        title={strings.blocking()}
        threads={separate.map((arrival) => ({ name: arrival[0], data: [arrival] }))}
      />
      <Strip says={strings.nonBlockingSays()} title={strings.nonBlocking()} threads={[{ data: arrivals, asks }]} />
      <Strip says={strings.multiplexingSays()} title={strings.multiplexing()} threads={[{ data: arrivals }]} />
      <figcaption>{strings.caption()}</figcaption>
    </figure>
  )
}
