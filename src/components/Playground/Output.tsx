import { memo, type ReactNode, useLayoutEffect, useRef } from 'react'
import type { OutputLine } from '../../runner/session'
import { duration, seconds } from './format'
import styles from './Output.module.css'
import { strings } from './strings'
import ValueLine from './ValueLine'

/** Lines a chunk. A chunk out of sight is neither laid out nor painted, and a full one is never rendered again. */
const CHUNK = 100

interface Props {
  readonly lines: readonly OutputLine[]
  /** These lines are of the run before, while the next is being prepared. */
  readonly stale: boolean
}

/**
 * What the program prints, as it prints it. The end stays in view as long as the reader does not scroll up.
 */
export default function Output({ lines, stale }: Props): ReactNode {
  const log = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)

  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what makes it scroll
  useLayoutEffect(() => {
    if (log.current && atEnd.current) log.current.scrollTop = log.current.scrollHeight
  }, [lines])

  const starts: number[] = []
  for (let start = 0; start < lines.length; start += CHUNK) starts.push(start)
  return (
    <div
      ref={log}
      role="log"
      aria-label={strings.output()}
      // Long outputs scroll, and what scrolls must be within the keyboard's reach.
      tabIndex={lines.length > CHUNK / 4 ? 0 : undefined}
      className={styles.log}
      data-stale={stale ? '' : undefined}
      onScroll={({ currentTarget: it }) => {
        atEnd.current = it.scrollHeight - it.scrollTop - it.clientHeight < 4
      }}
    >
      {starts.map((start) => {
        const last = lines[Math.min(start + CHUNK, lines.length) - 1] as OutputLine
        return <Chunk key={start} lines={lines} start={start} last={last} />
      })}
    </div>
  )
}

interface ChunkProps {
  readonly lines: readonly OutputLine[]
  readonly start: number
  readonly last: OutputLine
}

/** Lines are only ever appended, so a chunk that begins at the same place and ends with the same line is the same. */
const Chunk = memo(
  function Chunk({ lines, start }: ChunkProps): ReactNode {
    const own = lines.slice(start, start + CHUNK)
    return (
      <ol className={styles.lines} start={start + 1} style={{ containIntrinsicBlockSize: `auto ${own.length}lh` }}>
        {own.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <li key={index} className={styles.line} data-stream={line.stream}>
            <time className={styles.time} dateTime={duration(line.time)}>
              +{seconds(line.time)}
            </time>
            {line.values ? (
              <ValueLine text={line.text} values={line.values} />
            ) : (
              <span className={styles.text}>{line.text}</span>
            )}
          </li>
        ))}
      </ol>
    )
  },
  (before, after) => before.start === after.start && before.last === after.last,
)
