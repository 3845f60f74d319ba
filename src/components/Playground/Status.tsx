import type { ReactNode } from 'react'
import { SCRATCH } from '../../edits/scratch'
import type { Example } from '../../fences/example'
import type { Recording } from '../../fences/recording'
import type { SessionState } from '../../runner/session'
import { compareOutput } from './compare'
import { seconds } from './format'
import styles from './Status.module.css'
import { strings } from './strings'
import type { Language } from './use-language'

interface Props {
  readonly example: Example
  readonly session: SessionState
  /** What is known of the run that stands there before the first one; its turns are those of the TypeScript program. */
  readonly recorded: {
    readonly language: Language
    readonly recording: Recording | null
    /** The program is another by now. */
    readonly edited: boolean
  }
  readonly unreachable: boolean
  /** How the run ended, in words: they come with the live part. */
  readonly ending: { readonly text: string; readonly detail: string | undefined } | null
  /** A passing word on what a tool did. */
  readonly notice: ReactNode
}

/** One line that says how the run stands and how it ended. */
export default function Status({ example, session, recorded, unreachable, ending, notice }: Props): ReactNode {
  return (
    <div role="status" aria-atomic="false" className={styles.status} data-ending={session.ending?.kind}>
      <span className={styles.state}>
        {unreachable ? strings.unreachable() : <State {...{ example, session, recorded, ending }} />}
      </span>
      {notice && <span className={styles.notice}>{notice}</span>}
    </div>
  )
}

function State({ example, session, recorded, ending }: Omit<Props, 'unreachable' | 'notice'>): ReactNode {
  const { status, time, turns } = session
  if (status === 'preparing') return strings.preparing()
  if (status === 'running') {
    return (
      <>
        {strings.running()}
        {/* Changes many times a second: for the eye only. */}
        <span aria-hidden="true"> · {seconds(time)}</span>
      </>
    )
  }
  if (!ending) return <Recorded {...recorded} />
  return (
    <>
      <span className={styles.ending} title={ending.detail}>
        {ending.text}
      </span>
      {session.ending?.kind !== 'invalid' && (
        <>
          <span> · {seconds(time)}</span>
          <Turns of={turns} />
        </>
      )}
      <Difference {...{ example, session }} />
    </>
  )
}

function Recorded({ language, recording, edited }: Props['recorded']): ReactNode {
  const python = language === 'python'
  if (edited && !python) return strings.recordedOfOriginal()
  return (
    <>
      <span>{python ? strings.recordedInPython() : strings.recorded()}</span>
      {recording && <span> · {seconds(recording.time)}</span>}
      {recording && !python && <Turns of={recording.turns} />}
    </>
  )
}

function Turns({ of: turns }: { of: number }): ReactNode {
  return turns > 0 && <span> · {turns === 1 ? strings.turnsOne() : strings.turns(turns)}</span>
}

/** Against the recorded output. A run that did not come to its end, or whose clock is real, has nothing to compare. */
function Difference({ example, session }: { example: Example; session: SessionState }): ReactNode {
  const kind = session.ending?.kind
  // What the reader writes from nothing has nothing to be compared with.
  if (
    example.id === SCRATCH ||
    example.clock === 'wall' ||
    (kind !== 'finished' && kind !== 'failed' && kind !== 'deadlock')
  )
    return null
  const result = compareOutput(example.output, session.lines)
  if (result.kind === 'same') return <span> · {strings.same()}</span>
  const { line, recorded, printed } = result
  const text =
    recorded === null ? strings.extra(line) : printed === null ? strings.missing(line) : strings.differs(line)
  return <span title={recorded === null ? undefined : strings.was(recorded)}> · {text}</span>
}
