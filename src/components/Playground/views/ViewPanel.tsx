import pictures from '@recorded-pictures'
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import type { Example } from '../../../fences/example'
import { strings } from '../strings'
import { loadViews, type Views } from './use-views'
import styles from './ViewPanel.module.css'

interface Props {
  readonly example: Example
  readonly views: Views
  /** How high the picture in the page is, in pixels. */
  readonly picture: number | undefined
  /** The program is not the page's. */
  readonly edited: boolean
}

/** The picture of a run above its output: at rest that of the page, and once there is a run to look at, one with a cursor. */
export default function ViewPanel({ example, views, picture, edited }: Props): ReactNode {
  const { selected, live, run, unreachable } = views
  const panel = useRef<HTMLDivElement>(null)
  const room = useRef<number | null>(null)
  if (selected === 'output') return null
  const isLive = live !== null && run !== null
  // A picture that comes to life takes the room that it had: this looks once, at what still stands there.
  if (isLive) room.current ??= panel.current?.getBoundingClientRect().height ?? null
  const drawn = picture !== undefined && selected === example.view
  return (
    <div
      ref={panel}
      className={styles.panel}
      style={
        {
          '--view-height': `${(picture ?? 0) + 8}px`,
          minHeight: isLive ? (room.current ?? undefined) : undefined,
        } as CSSProperties
      }
    >
      {isLive ? (
        <live.Stage {...{ example, views, run }} view={selected} />
      ) : (
        <>
          {drawn && <Picture id={example.id} baseUrl={views.baseUrl} />}
          <div className={styles.begin}>
            {unreachable ? (
              <p>{strings.viewUnreachable()}</p>
            ) : drawn && !edited ? (
              <button type="button" className={styles.step} onClick={views.stepThrough}>
                {strings.stepThrough()}
              </button>
            ) : (
              <p>{drawn || edited || example.clock === 'wall' ? strings.viewNeedsRun() : strings.viewLoading()}</p>
            )}
          </div>
        </>
      )}
    </div>
  )
}

/** Its HTML comes from the server alone; only on a page that was come to from another one it has to be fetched. */
function Picture({ id, baseUrl }: { readonly id: string; readonly baseUrl: string }): ReactNode {
  const holder = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const it = holder.current
    if (it === null || it.firstChild !== null) return
    let left = false
    loadViews()
      .then((live) => live.loadRecorded(baseUrl, id))
      .then(({ html }) => {
        if (!left) it.innerHTML = html
      })
      .catch(() => {})
    return () => {
      left = true
    }
  }, [id, baseUrl])
  return (
    <div
      ref={holder}
      className={styles.picture}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made when the site was built, from its own examples
      dangerouslySetInnerHTML={{ __html: pictures[id] ?? '' }}
    />
  )
}
