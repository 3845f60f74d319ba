import type { ReactNode } from 'react'
import { classOf, signOf } from '../../../views/lane-signs'
import type { LoopItem, LoopState } from '../../../views/loop'
import type { Words } from '../../../views/words'
import styles from './LoopPanel.module.css'

interface Props {
  readonly state: LoopState
  readonly words: Words
}

/** More of a kind are counted, not shown: moving the cursor has to be quick. */
const SHOWN = 12

/** What the loop has in its hands at the cursor: who is ready, who runs, which timers are set, who waits and for what. */
export default function LoopPanel({ state, words }: Props): ReactNode {
  const { loop } = words
  return (
    <div className={styles.panel}>
      <p className={styles.head}>
        <b>{state.turn === 0 ? loop.start : loop.turn(state.turn)}</b> · {words.seconds(state.t)}
      </p>
      <dl className={styles.groups}>
        <Group words={words} name={loop.ready} kind="ready" empty={loop.nothing} count={state.ready.length}>
          {state.ready.slice(0, SHOWN).map((item, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a callback may stand in line twice
            <Chip key={`${item.id} ${place}`} item={item} />
          ))}
        </Group>
        <Group words={words} name={loop.running} kind="running" empty={loop.nothing} count={state.running ? 1 : 0}>
          {state.running && <Chip item={state.running} running />}
        </Group>
        <Group words={words} name={loop.timers} kind="timers" empty={loop.nothing} count={state.timers.length}>
          {state.timers.slice(0, SHOWN).map((timer) => (
            <span key={timer.id} className={styles.line}>
              <b>{timer.when === null ? loop.never : loop.due(timer.when)}</b>{' '}
              {timer.wakes.length > 0 ? `→ ${words.list(timer.wakes)}` : timer.name}
            </span>
          ))}
        </Group>
        <Group words={words} name={loop.waiting} kind="waiting" empty={loop.nothing} count={state.waiting.length}>
          {state.waiting.slice(0, SHOWN).map((task) => (
            <span key={task.id} className={styles.line}>
              <Chip item={task} />
              {task.what !== null && <span> ← {words.purpose(task.what)}</span>}
            </span>
          ))}
        </Group>
        {state.locks.length > 0 && (
          <Group words={words} name={loop.locks} kind="locks" empty={loop.nothing} count={state.locks.length}>
            {state.locks.slice(0, SHOWN).map((lock) => (
              <span key={lock.id} className={styles.line}>
                <b>{lock.name}</b>:{' '}
                {[
                  lock.items !== null
                    ? loop.items(lock.items)
                    : lock.holders.length > 0
                      ? loop.heldBy(words.list(lock.holders))
                      : loop.free,
                  ...(lock.line.length > 0 ? [loop.line(words.list(lock.line))] : []),
                ].join(' · ')}
              </span>
            ))}
          </Group>
        )}
        {state.done.length > 0 && (
          <Group words={words} name={loop.done} kind="done" empty={loop.nothing} count={state.done.length}>
            {state.done.slice(0, SHOWN).map((task) => (
              <span key={task.id} className={styles.line}>
                <Chip item={task} /> {words.ends(task.how, task.value)}
              </span>
            ))}
          </Group>
        )}
      </dl>
    </div>
  )
}

interface GroupProps {
  readonly name: string
  readonly kind: string
  readonly empty: string
  readonly words: Words
  readonly count: number
  readonly children: ReactNode
}

function Group({ name, kind, empty, words, count, children }: GroupProps): ReactNode {
  return (
    <div className={styles.group} data-kind={kind}>
      <dt>{name}</dt>
      <dd>
        {count === 0 ? <span className={styles.empty}>{empty}</span> : children}
        {count > SHOWN && <span className={styles.empty}>{words.more(count - SHOWN)}</span>}
      </dd>
    </div>
  )
}

function Chip({ item, running = false }: { readonly item: LoopItem; readonly running?: boolean }): ReactNode {
  return (
    <span className={`${styles.chip} ${classOf(item)}`} data-running={running ? '' : undefined}>
      <span className={styles.sign} aria-hidden="true">
        {item.index === null ? 'ƒ' : signOf(item.index)}
      </span>
      {item.name}
    </span>
  )
}
