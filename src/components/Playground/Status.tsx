import type { ReactNode } from 'react'
import type { Example } from '../../fences/example'
import type { Recording } from '../../fences/recording'
import type { Ending, SessionState } from '../../runner/session'
import { compareOutput } from './compare'
import { seconds } from './format'
import styles from './Status.module.css'
import { strings } from './strings'
import type { Language } from './use-language'

interface Props {
  readonly example: Example
  readonly session: SessionState
  /** What is known of the run that stands there before the first one; its turns are those of the TypeScript program. */
  readonly recorded: { readonly language: Language; readonly recording: Recording | null }
  readonly unreachable: boolean
  /** A passing word on what a tool did. */
  readonly notice: ReactNode
}

/** One line that says how the run stands and how it ended. */
export default function Status({ example, session, recorded, unreachable, notice }: Props): ReactNode {
  return (
    <div role="status" aria-atomic="false" className={styles.status} data-ending={session.ending?.kind}>
      <span className={styles.state}>
        {unreachable ? strings.unreachable() : <State {...{ example, session, recorded }} />}
      </span>
      {notice && <span className={styles.notice}>{notice}</span>}
    </div>
  )
}

function State({ example, session, recorded }: Pick<Props, 'example' | 'session' | 'recorded'>): ReactNode {
  const { ending, status, time, turns } = session
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
      {/* The reason is for who looks into it: a technical one, in English. */}
      <span className={styles.ending} title={'reason' in ending ? ending.reason : undefined}>
        {endingText(ending, example)}
      </span>
      {ending.kind !== 'invalid' && (
        <>
          <span> · {seconds(time)}</span>
          <Turns of={turns} />
        </>
      )}
      <Difference {...{ example, session }} />
    </>
  )
}

function Recorded({ language, recording }: Props['recorded']): ReactNode {
  const python = language === 'python'
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

function endingText(ending: Ending, example: Example): string {
  switch (ending.kind) {
    case 'finished':
      return strings.finished()
    case 'failed':
      return example.expect === 'error' ? strings.failedAsExpected() : strings.failed()
    case 'invalid':
      return strings.invalid()
    case 'stopped':
      return strings.stopped()
    case 'blocked':
      return strings.blocked(ending.seconds)
    case 'alive':
      return ending.timers === 1 ? strings.aliveOne() : strings.alive(ending.timers)
    case 'deadlock':
      return strings.deadlock()
    case 'flood':
      return strings.flood()
    case 'crashed':
      return strings.crashed()
  }
}

/** Against the recorded output. A run that did not come to its end, or whose clock is real, has nothing to compare. */
function Difference({ example, session }: { example: Example; session: SessionState }): ReactNode {
  const kind = session.ending?.kind
  if (example.clock === 'wall' || (kind !== 'finished' && kind !== 'failed' && kind !== 'deadlock')) return null
  const result = compareOutput(example.output, session.lines)
  if (result.kind === 'same') return <span> · {strings.same()}</span>
  const { line, recorded, printed } = result
  const text =
    recorded === null ? strings.extra(line) : printed === null ? strings.missing(line) : strings.differs(line)
  return <span title={recorded === null ? undefined : strings.was(recorded)}> · {text}</span>
}
