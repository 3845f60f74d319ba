import useBrokenLinks from '@docusaurus/useBrokenLinks'
import { type CSSProperties, type ReactNode, useId, useMemo, useState } from 'react'
import { SCRATCH } from '../../edits/scratch'
import type { Example } from '../../fences/example'
import type { Recording } from '../../fences/recording'
import AtHome from './AtHome'
import CodePanel from './CodePanel'
import { widestLine } from './columns'
import Header from './Header'
import LanguageTabs from './LanguageTabs'
import Programs from './Programs'
import Result from './Result'
import Seed, { usesRandom } from './Seed'
import Status from './Status'
import { strings } from './strings'
import styles from './styles.module.css'
import Toolbar from './Toolbar'
import { useOpenLink } from './use-open-link'
import { usePlayground } from './use-playground'
import { CursorContext } from './views/cursor-context'
import Predict from './views/Predict'
import predictStyles from './views/Predict.module.css'
import { usePrintedCursor } from './views/use-printed-cursor'
import { lineOf, useViews, type Views } from './views/use-views'
import ViewPanel from './views/ViewPanel'
import ViewTabs from './views/ViewTabs'

interface Props {
  readonly example: Example
  /** What the two programs are coloured by (`highlight/colours.ts`); without it they are plain until edited. */
  readonly colours?: string | undefined
  readonly twinColours?: string | undefined
  /** When the lines of the output were printed; a program on the wall clock has no such times. */
  readonly recording?: Recording | undefined
  /** In a chapter, or on the page that is nothing but a playground, which it fills. */
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
  const playground = usePlayground(example)
  const { language, program, run, share } = playground
  const open = useOpenLink(id, program)
  const { session, live } = run
  const { editor, edited, own, parts } = program
  const { code, link } = program.state
  const { ending } = session
  const views = useViews(example, run, program)
  const printed = usePrintedCursor(views)
  const [revealed, setRevealed] = useState(false)

  const columns = useMemo(() => widestLine(example.code, twin.kind === 'none' ? '' : twin.code), [example, twin])
  const asPython = language === 'python' && session.status === 'idle'
  const output = asPython ? (example.outputTwin ?? example.output) : example.output
  // Where both programs print the same they do so at the same times, which is tested; of another output none are known.
  const recorded = output === example.output ? (recording ?? null) : null

  const pictured = example.record !== 'off'
  // A question of when a run ends is not answered below it.
  const shown = revealed || session.status !== 'idle' || edited
  const asked = example.predict !== undefined && recording?.predict !== undefined && !shown

  return (
    <section
      id={id}
      aria-label={title ?? strings.region(id)}
      className={styles.playground}
      style={{ '--columns': columns } as CSSProperties}
      data-playground={layout}
      data-linked={link === 'shown' ? '' : undefined}
      onPointerEnter={run.prepare}
      onTouchStart={run.prepare}
      onFocus={run.prepare}
    >
      <div className={styles.body}>
        <div className={styles.code}>
          <Header {...{ id, title, edited }}>
            {twin.kind !== 'none' && <LanguageTabs prefix={prefix} selected={language} onSelect={playground.choose} />}
          </Header>
          {own && parts && (
            <parts.ProgramNotes
              {...{ id, own, edited }}
              state={program.state}
              onReset={playground.reset}
              onUndoable={playground.sayUndoable}
            />
          )}
          <Programs {...{ prefix, example, language, twinColours }}>
            <CodePanel
              {...{ example, code, colours, editor }}
              errors={playground.problems}
              here={layout === 'chapter' ? lineOf(views, code, example) : null}
              onChange={program.change}
              onRun={playground.start}
            />
          </Programs>
        </div>
        <div className={styles.side}>
          <Toolbar
            active={playground.active}
            resettable={playground.resettable}
            clock={example.clock}
            speed={playground.speed}
            onRun={playground.start}
            onStop={run.stop}
            onSpeed={playground.setSpeed}
            onReset={playground.reset}
            onCopy={playground.copy}
            onShare={() => share.share(views.step)}
            open={layout === 'chapter' ? open : null}
          />
          {share.shared && <share.shared.Notes id={id} shared={share.shared.outcome} onClose={share.close} />}
          {pictured && <ViewTabs prefix={prefix} selected={views.selected} onSelect={views.select} />}
          <div
            {...(pictured && { role: 'tabpanel', 'aria-labelledby': `${prefix}-view-${views.selected}` })}
            id={`${prefix}-view`}
            className={predictStyles.covered}
          >
            {example.predict && recording?.predict && (
              <Predict
                prediction={example.predict}
                choice={recording.predict}
                revealed={shown}
                onReveal={() => setRevealed(true)}
                onSee={onSeeOf(example, views)}
              />
            )}
            <ViewPanel {...{ example, views, edited }} picture={recording?.picture} />
            <CursorContext value={printed}>
              <Result
                {...{ example, run, editor }}
                room={playground.room}
                recorded={{ output, times: recorded?.times, python: asPython }}
              />
            </CursorContext>
          </div>
          <Status
            {...{ example, session }}
            recorded={{ language: asPython ? 'python' : 'typescript', recording: asked ? null : recorded, edited }}
            unreachable={run.unreachable || program.unreachable || share.unreachable}
            ending={live && ending && live.endingWords(ending, example)}
            notice={playground.notice}
          />
          {usesRandom(code) && <Seed seed={playground.seed} onSeed={playground.setSeed} />}
        </div>
      </div>
      {id !== SCRATCH && <AtHome example={example} />}
    </section>
  )
}

/** Goes to the line that was asked for. */
function onSeeOf({ predict }: Example, views: Views): (() => void) | null {
  return predict?.kind === 'line' ? () => views.showLine(predict.line) : null
}
