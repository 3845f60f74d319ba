import clsx from 'clsx'
import { type ReactNode, useRef } from 'react'
import type { Speed } from '../../fences/example'
import { CopyIcon, OpenIcon, ResetIcon, RunIcon, ShareIcon, StopIcon } from './icons'
import { strings } from './strings'
import styles from './Toolbar.module.css'
import type { OpenLink } from './use-open-link'
import { useRovingFocus } from './use-roving-focus'

interface Props {
  readonly active: boolean
  readonly resettable: boolean
  readonly clock: 'virtual' | 'wall'
  readonly speed: Speed
  readonly onRun: () => void
  readonly onStop: () => void
  readonly onSpeed: (speed: Speed) => void
  readonly onReset: () => void
  readonly onCopy: () => void
  readonly onShare: () => void
  /** Null in the full-page playground itself. */
  readonly open: OpenLink | null
}

/** Run, the clock's speed, and the quiet tools. It takes its room from the first paint and shows once it works. */
export default function Toolbar(props: Props): ReactNode {
  const { active, resettable, clock, speed, open } = props
  const toolbar = useRef<HTMLDivElement>(null)
  const roving = useRovingFocus(toolbar)
  return (
    <div ref={toolbar} role="toolbar" aria-label={strings.toolbar()} className={styles.toolbar} {...roving}>
      <button
        type="button"
        className={clsx(styles.run, active && styles.stop)}
        aria-keyshortcuts={active ? undefined : 'Control+Enter Meta+Enter'}
        onClick={active ? props.onStop : props.onRun}
      >
        {/* Both labels share one cell, so that the button keeps its width. */}
        <span className={styles.label} aria-hidden={active}>
          <RunIcon />
          {strings.run()}
        </span>
        <span className={styles.label} aria-hidden={!active}>
          <StopIcon />
          {strings.stop()}
        </span>
      </button>
      {clock === 'wall' ? (
        <span className={styles.note}>{strings.wallClock()}</span>
      ) : (
        <select
          aria-label={strings.speed()}
          title={strings.speed()}
          className={styles.speed}
          value={speed}
          onChange={(event) => props.onSpeed(event.target.value as Speed)}
        >
          <option value="1">1×</option>
          <option value="4">4×</option>
          <option value="10">10×</option>
          <option value="instant">{strings.instant()}</option>
        </select>
      )}
      <span className={styles.space} />
      <Tool name={strings.reset()} onClick={props.onReset} disabled={!resettable}>
        <ResetIcon />
      </Tool>
      <Tool name={strings.copy()} onClick={props.onCopy}>
        <CopyIcon />
      </Tool>
      <Tool name={strings.share()} onClick={props.onShare}>
        <ShareIcon />
      </Tool>
      {open && (
        <a
          href={open.href}
          aria-label={strings.open()}
          title={strings.openHint()}
          className={styles.tool}
          onPointerEnter={open.prepare}
          onPointerDown={open.prepare}
          onFocus={open.prepare}
        >
          <OpenIcon />
        </a>
      )}
    </div>
  )
}

interface ToolProps {
  readonly name: string
  readonly disabled?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

function Tool({ name, disabled = false, onClick, children }: ToolProps): ReactNode {
  return (
    <button type="button" aria-label={name} title={name} className={styles.tool} disabled={disabled} onClick={onClick}>
      {children}
    </button>
  )
}
