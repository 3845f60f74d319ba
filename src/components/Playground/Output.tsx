import { memo, type ReactNode, use, useLayoutEffect, useRef, useState } from 'react'
import type { OutputLine } from '../../runner/session'
import LineTime from './LineTime'
import styles from './Output.module.css'
import { strings } from './strings'
import ValueLine from './ValueLine'
import { CursorContext } from './views/cursor-context'

/** Lines a chunk. A chunk out of sight is neither laid out nor painted, and a full one is never rendered again. */
const CHUNK = 100

interface Props {
  readonly lines: readonly OutputLine[]
  /** These lines are of the run before, while the next is being prepared. */
  readonly stale: boolean
  /** Not to be read aloud as it comes. */
  readonly silent: boolean
}

/**
 * What the program prints, as it prints it. The end stays in view as long as the reader does not scroll up.
 */
export default function Output({ lines, stale, silent }: Props): ReactNode {
  const log = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const cursor = use(CursorContext)
  const until = cursor?.at ?? null
  const [scrolls, setScrolls] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what makes it scroll
  useLayoutEffect(() => {
    const { current: it } = log
    if (!it) return
    const { scrollHeight } = it
    if (atEnd.current) it.scrollTop = scrollHeight
    setScrolls(scrollHeight > it.clientHeight)
  }, [lines])

  const starts: number[] = []
  for (let start = 0; start < lines.length; start += CHUNK) starts.push(start)
  return (
    <div
      ref={log}
      role="log"
      aria-label={strings.output()}
      aria-live={silent ? 'off' : undefined}
      // What scrolls must be within the keyboard's reach.
      tabIndex={scrolls ? 0 : undefined}
      className={styles.log}
      data-stale={stale ? '' : undefined}
      onScroll={({ currentTarget: it }) => {
        atEnd.current = it.scrollHeight - it.scrollTop - it.clientHeight < 4
      }}
    >
      {starts.map((start) => {
        const last = lines[Math.min(start + CHUNK, lines.length) - 1] as OutputLine
        const own = until === null ? null : printedUntil(lines, start, until)
        return <Chunk key={start} {...{ lines, start, last }} until={own} pick={cursor?.pick ?? null} />
      })}
    </div>
  )
}

interface ChunkProps {
  readonly lines: readonly OutputLine[]
  readonly start: number
  readonly last: OutputLine
  /** So many of its lines are printed where the cursor of the views is; null: all. */
  readonly until: number | null
  /** Goes to a line's event; null: there are no views of the run. */
  readonly pick: ((event: number) => void) | null
}

function printedUntil(lines: readonly OutputLine[], start: number, event: number): number {
  const own = lines.slice(start, start + CHUNK)
  const yet = own.findIndex((line) => line.event === undefined || line.event > event)
  return yet === -1 ? own.length : yet
}

/** Lines are only ever appended, so a chunk that begins at the same place and ends with the same line is the same. */
const Chunk = memo(
  function Chunk({ lines, start, until, pick }: ChunkProps): ReactNode {
    const own = lines.slice(start, start + CHUNK)
    return (
      <ol className={styles.lines} start={start + 1} style={{ containIntrinsicBlockSize: `auto ${own.length}lh` }}>
        {own.map((line, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            key={index}
            className={styles.line}
            data-stream={line.stream}
            data-yet={until !== null && index >= until ? '' : undefined}
          >
            <LineTime time={line.time} event={line.event} pick={pick} />
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
  (before, after) =>
    before.start === after.start &&
    before.last === after.last &&
    before.until === after.until &&
    before.pick === after.pick,
)
