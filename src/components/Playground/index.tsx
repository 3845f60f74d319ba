import useBrokenLinks from '@docusaurus/useBrokenLinks'
import { type CSSProperties, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { SCRATCH } from '../../edits/scratch'
import type { Example, Speed } from '../../fences/example'
import type { Recording } from '../../fences/recording'
import type { ProgramError } from '../../runner/session'
import HighlightedCode from '../HighlightedCode'
import AtHome from './AtHome'
import CodePanel from './CodePanel'
import { copyText } from './clipboard'
import { recordedLines } from './compare'
import LanguageTabs from './LanguageTabs'
import RecordedOutput from './RecordedOutput'
import Seed, { usesRandom } from './Seed'
import Status from './Status'
import { strings } from './strings'
import styles from './styles.module.css'
import Toolbar from './Toolbar'
import { type Language, useLanguage } from './use-language'
import { useNotice } from './use-notice'
import { useOpenLink } from './use-open-link'
import { useProgram } from './use-program'
import { useRun } from './use-run'
import { useShare } from './use-share'

/** One array for all, since the editor marks anew whenever it gets another. */
const NONE: readonly ProgramError[] = []

interface Props {
  readonly example: Example
  /** What the two programs are coloured by (`highlight/colours.ts`); without it they are plain until edited. */
  readonly colours?: string | undefined
  readonly twinColours?: string | undefined
  /** When the lines of the output were printed; a program on the wall clock has no such times. */
  readonly recording?: Recording | undefined
  /** In a chapter, or on the page that is nothing but a playground, where code and output stand side by side. */
  readonly layout?: 'chapter' | 'page'
}

/**
 * One example, to be read, run and changed. Rendered on the server it is the code in both languages and the recorded
 * output; the runner and the editor are fetched when the reader comes near, and take the same place.
 */
export default function Playground({ example, colours, twinColours, recording, layout = 'chapter' }: Props): ReactNode {
  const { id, title, twin } = example
  useBrokenLinks().collectAnchor(id)
  const prefix = useId()
  const [chosen, setChosen] = useLanguage()
  const [shownInstead, setShownInstead] = useState<Language | null>(null)
  const language = twin.kind === 'none' ? 'typescript' : (shownInstead ?? chosen)
  const program = useProgram(example)
  const [speed, setSpeed] = useState<Speed>(example.speed)
  const [seed, setSeed] = useState(id)
  const [notice, say] = useNotice()
  const run = useRun(example, program.state.code)
  const share = useShare(program, say)
  const open = useOpenLink(id, program)
  const room = useRef<HTMLDivElement>(null)
  const { session, live } = run
  const active = session.status === 'preparing' || session.status === 'running'
  const { editor, edited, own, parts } = program
  const { code, link } = program.state
  const { ending } = session
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines do not change once there is an ending
  const problems = useMemo(() => (live && ending ? live.problemsOf(session, example) : NONE), [live, ending, example])

  const start = () => {
    if (session.status === 'idle') keepRoom(room.current)
    // What is run is shown, also to who reads Python otherwise.
    setShownInstead('typescript')
    run.start(code, speed, seed)
  }
  const sayUndoable = (done: string, undo: () => void) => {
    const onClick = () => {
      undo()
      say(null)
    }
    say(
      <>
        {done}
        <button type="button" className={styles.undo} onClick={onClick}>
          {strings.undoReset()}
        </button>
      </>,
    )
  }
  const reset = () => {
    run.clear()
    if (own === null || !edited) return
    own.reset()
    sayUndoable(strings.wasReset(), () => own.put(code))
  }
  const copy = async () => say((await copyText(code)) ? strings.copied() : strings.copyFailed())

  // Who follows a link to a program is shown it, whatever they read otherwise.
  useEffect(() => {
    if (link === 'shown') setShownInstead('typescript')
  }, [link])

  const asPython = language === 'python' && session.status === 'idle'
  const output = asPython ? (example.outputTwin ?? example.output) : example.output
  // Where both programs print the same they do so at the same times, which is tested; of another output none are known.
  const recorded = output === example.output ? (recording ?? null) : null
  const printed = live && session.status !== 'idle' && (session.status !== 'preparing' || session.lines.length > 0)

  return (
    <section
      id={id}
      aria-label={title ?? strings.region(id)}
      className={styles.playground}
      data-playground={layout}
      data-linked={link === 'shown' ? '' : undefined}
      onPointerEnter={run.prepare}
      onTouchStart={run.prepare}
      onFocus={run.prepare}
    >
      <header className={styles.header}>
        {title && <p className={styles.title}>{title}</p>}
        <a href={`#${id}`} className={styles.permalink} aria-label={strings.permalink()} title={strings.permalink()}>
          #
        </a>
        {edited && <span className={styles.edited}>{strings.edited()}</span>}
        {twin.kind !== 'none' && (
          <LanguageTabs
            prefix={prefix}
            selected={language}
            onSelect={(next) => {
              setShownInstead(null)
              setChosen(next)
            }}
          />
        )}
      </header>
      {own && parts && (
        <parts.ProgramNotes {...{ id, own, edited }} state={program.state} onReset={reset} onUndoable={sayUndoable} />
      )}
      <div className={styles.code}>
        <div {...panel(prefix, 'typescript', language, twin.kind !== 'none')} className={styles.panel}>
          <CodePanel
            example={example}
            code={code}
            colours={colours}
            editor={editor}
            errors={problems}
            onChange={program.change}
            onRun={start}
          />
        </div>
        {twin.kind !== 'none' && (
          <div {...panel(prefix, 'python', language, true)} className={styles.panel}>
            <p className={styles.caption}>Python</p>
            <HighlightedCode code={twin.code} colours={twinColours} aria-label={strings.code('Python')} />
            {twin.kind === 'recorded' && <p className={styles.remark}>{strings.twinRecorded(twin.version)}</p>}
          </div>
        )}
        {twin.kind === 'none' && twin.reason !== '' && <p className={styles.remark}>{strings.twinNone(twin.reason)}</p>}
      </div>
      <div className={styles.side}>
        <Toolbar
          active={active}
          resettable={edited || session.status !== 'idle'}
          clock={example.clock}
          speed={speed}
          onRun={start}
          onStop={run.stop}
          onSpeed={(next) => {
            setSpeed(next)
            run.setSpeed(next)
          }}
          onReset={reset}
          onCopy={copy}
          onShare={share.share}
          open={layout === 'chapter' ? open : null}
        />
        {share.shared && <share.shared.Notes id={id} shared={share.shared.outcome} onClose={share.close} />}
        <div ref={room} className={styles.output} style={{ '--lines': mostLines(example) } as CSSProperties}>
          {printed ? (
            <live.Output lines={session.lines} stale={session.status === 'preparing'} />
          ) : (
            <RecordedOutput
              output={output}
              label={asPython ? strings.recordedTwin() : strings.recordedOutput()}
              times={recorded?.times}
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
        <Status
          example={example}
          session={session}
          recorded={{ language: asPython ? 'python' : 'typescript', recording: recorded, edited }}
          unreachable={run.unreachable || program.unreachable || share.unreachable}
          ending={live && ending && live.endingWords(ending, example)}
          notice={notice}
        />
        {usesRandom(code) && <Seed seed={seed} onSeed={setSeed} />}
      </div>
      {id !== SCRATCH && <AtHome example={example} />}
    </section>
  )
}

function panel(prefix: string, own: Language, selected: Language, tabs: boolean) {
  const id = `${prefix}-${own}`
  const role = tabs ? { role: 'tabpanel', 'aria-labelledby': `${id}-tab` } : {}
  return { id, ...role, 'data-language': own, 'data-selected': own === selected }
}

/** The room that the output takes before it is there: the longest that was recorded. */
function mostLines({ output, outputTwin }: Example): number {
  return Math.max(1, recordedLines(output).length, recordedLines(outputTwin ?? '').length)
}

/** Recorded lines may wrap; then the output takes the height that they took, so that starting a run moves nothing. */
function keepRoom(output: HTMLElement | null): void {
  output?.style.setProperty('--room', `${output.offsetHeight}px`)
}
