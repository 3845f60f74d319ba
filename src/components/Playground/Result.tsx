import type { CSSProperties, ReactNode, RefObject } from 'react'
import type { Example } from '../../fences/example'
import { recordedLines } from './compare'
import RecordedOutput from './RecordedOutput'
import styles from './Result.module.css'
import SilenceButton from './SilenceButton'
import { strings } from './strings'
import type { PlaygroundEditor } from './use-editor'
import type { PlaygroundRun } from './use-run'
import { useSilence } from './use-silence'

interface Props {
  readonly room: RefObject<HTMLDivElement | null>
  readonly example: Example
  readonly run: PlaygroundRun
  /** What stands there before the first run: of one program or the other, with its times where they are known. */
  readonly recorded: {
    readonly output: string
    readonly times: readonly (number | null)[] | undefined
    readonly python: boolean
  }
  readonly editor: PlaygroundEditor
}

/** What a run did: what was recorded, until there is a run of the reader's own. */
export default function Result({ room, example, run: { session, live }, recorded, editor }: Props): ReactNode {
  const [silent, setSilent] = useSilence()
  const printed = session.status !== 'idle' && (session.status !== 'preparing' || session.lines.length > 0)
  return (
    <div ref={room} className={styles.result} style={{ '--lines': mostLines(example) } as CSSProperties}>
      <SilenceButton pressed={silent} onPress={setSilent} />
      {live && printed ? (
        <live.Output lines={session.lines} stale={session.status === 'preparing'} silent={silent} />
      ) : (
        <RecordedOutput
          output={recorded.output}
          label={recorded.python ? strings.recordedTwin() : strings.recordedOutput()}
          times={recorded.times}
        />
      )}
      {example.outputTwin !== null && (
        <div className={styles.withoutScript}>
          <p className={styles.caption}>{strings.recordedTwin()}</p>
          <RecordedOutput output={example.outputTwin} label={strings.recordedTwin()} />
        </div>
      )}
      {live && <live.ErrorReport session={session} onGoTo={editor.goTo} />}
    </div>
  )
}

/** The room that the output takes before it is there: the longest that was recorded. */
function mostLines({ output, outputTwin }: Example): number {
  return Math.max(1, recordedLines(output).length, recordedLines(outputTwin ?? '').length)
}

/** Recorded lines may wrap; then the result keeps the height that they took, so that starting a run moves nothing. */
export function keepRoom(result: HTMLElement | null): void {
  result?.style.setProperty('--room', `${result.offsetHeight}px`)
}
