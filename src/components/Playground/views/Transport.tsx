import type { TraceEvent } from 'asyncio-ts/trace'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { moveFrom, type Stride } from '../../../views/moves'
import type { Words } from '../../../views/words'
import styles from './Transport.module.css'

interface Props {
  readonly events: readonly TraceEvent[]
  /** -1: before the first event. */
  readonly cursor: number
  readonly words: Words
  /** The event under the cursor, in words. */
  readonly sentence: string
  readonly moment: string
  /** Whether the range is to be focused when it comes, once. */
  readonly takesFocus: { current: boolean }
  onMove(to: number, by: 'range' | 'button' | 'play'): void
}

const STRIDES: readonly Stride[] = ['event', 'task', 'turn', 'print']
const SPEEDS = [1, 2, 4, 8] as const
/** How long an event stands still at the first speed. */
const EVENT_MS = 700

/** One cursor for all views: a range, and buttons that step. */
export default function Transport({ events, cursor, words, sentence, moment, takesFocus, onMove }: Props): ReactNode {
  const { ui } = words
  const [stride, setStride] = useState<Stride>('event')
  const [speed, setSpeed] = useState<number>(1)
  const [playing, setPlaying] = useState(false)
  const calm = useCalm()
  const byId = useId()
  const range = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!takesFocus.current) return
    takesFocus.current = false
    range.current?.focus({ preventScroll: true })
  }, [takesFocus])
  const last = events.length - 1
  const at = useRef(cursor)
  at.current = cursor

  const step = (by: Stride, direction: 1 | -1, how: 'range' | 'button' = 'button') => {
    setPlaying(false)
    onMove(moveFrom(events, cursor, by, direction), how)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key !== 'PageUp' && event.key !== 'PageDown') return
    event.preventDefault()
    step('turn', event.key === 'PageDown' ? 1 : -1, 'range')
  }

  useEffect(() => {
    if (!playing) return
    const timer = setInterval(() => {
      const next = moveFrom(events, at.current, stride, 1)
      onMove(next, 'play')
      if (next >= events.length - 1) setPlaying(false)
    }, EVENT_MS / speed)
    return () => clearInterval(timer)
  }, [playing, events, stride, speed, onMove])

  const onPlay = () => {
    if (!playing && cursor >= last) onMove(-1, 'play')
    setPlaying(!playing)
  }
  return (
    <div className={styles.transport}>
      <input
        ref={range}
        type="range"
        className={styles.range}
        aria-label={ui.step}
        aria-valuetext={`${moment}: ${sentence}`}
        min={-1}
        max={last}
        value={cursor}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setPlaying(false)
          onMove(Number(event.target.value), 'range')
        }}
      />
      <div className={styles.buttons}>
        <Button name={ui.first} onClick={() => onMove(-1, 'button')} disabled={cursor === -1}>
          <Icon d="M4 3h2v10H4zM13 3v10L6.5 8z" />
        </Button>
        <Button name={ui.back} onClick={() => step(stride, -1)} disabled={cursor === -1}>
          <Icon d="M11 3v10L4.5 8z" />
        </Button>
        {!calm && (
          <Button name={playing ? ui.pause : ui.play} onClick={onPlay} wide>
            <Icon d={playing ? 'M4.5 3h2.5v10H4.5zM9 3h2.5v10H9z' : 'M3 3l5 5-5 5zM8.5 3l5 5-5 5z'} />
          </Button>
        )}
        <Button name={ui.forward} onClick={() => step(stride, 1)} disabled={cursor === last}>
          <Icon d="M5 3v10l6.5-5z" />
        </Button>
        <Button name={ui.last} onClick={() => onMove(last, 'button')} disabled={cursor === last}>
          <Icon d="M10 3h2v10h-2zM3 3v10l6.5-5z" />
        </Button>
        <span className={styles.position}>
          {cursor + 1}/{events.length}
        </span>
        <span className={styles.pair}>
          <label className={styles.by} htmlFor={byId}>
            {ui.by}
          </label>
          <select
            id={byId}
            className={styles.select}
            value={stride}
            onChange={(event) => setStride(event.target.value as Stride)}
          >
            {STRIDES.map((each) => (
              <option key={each} value={each}>
                {ui.strides[each]}
              </option>
            ))}
          </select>
        </span>
        {!calm && (
          <select
            aria-label={ui.speed}
            title={ui.speed}
            className={styles.select}
            value={speed}
            onChange={(event) => setSpeed(Number(event.target.value))}
          >
            {SPEEDS.map((each) => (
              <option key={each} value={each}>
                {each}×
              </option>
            ))}
          </select>
        )}
      </div>
    </div>
  )
}

interface ButtonProps {
  readonly name: string
  readonly wide?: boolean
  readonly disabled?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

function Button({ name, wide = false, disabled = false, onClick, children }: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={styles.button}
      data-wide={wide ? '' : undefined}
      aria-label={name}
      title={name}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

function Icon({ d }: { readonly d: string }): ReactNode {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
      <path d={d} />
    </svg>
  )
}

/** Whether the reader has asked for less motion: then nothing plays. */
function useCalm(): boolean {
  const [calm, setCalm] = useState(() => matchMedia('(prefers-reduced-motion: reduce)').matches)
  useEffect(() => {
    const query = matchMedia('(prefers-reduced-motion: reduce)')
    const listen = () => setCalm(query.matches)
    query.addEventListener('change', listen)
    return () => query.removeEventListener('change', listen)
  }, [])
  return calm
}
