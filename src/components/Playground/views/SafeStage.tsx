import { Component, type ReactNode } from 'react'
import type { Example } from '../../../fences/example'
import { english } from '../../../views/words-en'
import { chinese } from '../../../views/words-zh'
import Stage, { type StageProps } from './Stage'
import styles from './Stage.module.css'
import type { Shown, Views } from './use-views'

interface Props {
  readonly example: Example
  readonly view: StageProps['view']
  readonly run: Shown
  readonly views: Views
}

/**
 * A program can make its own trace wrong: whatever it makes of it, a view that cannot be drawn takes nothing else of the page
 * with it, and another run is drawn again.
 */
export default class SafeStage extends Component<Props, { readonly failed: StageProps['events'] | 'now' | null }> {
  override state = { failed: null as StageProps['events'] | 'now' | null }

  static getDerivedStateFromError(): { readonly failed: 'now' } {
    return { failed: 'now' }
  }

  override componentDidCatch(): void {
    this.setState({ failed: this.props.run.events })
  }

  override render(): ReactNode {
    const { failed } = this.state
    const { example, view, run, views } = this.props
    const { locale, cursor, setCursor, baseUrl, beside, wanted, setWanted, takesFocus } = views
    const { events, plain = false, past } = run
    if (failed !== 'now' && failed !== events) {
      return (
        <Stage
          {...{ example, view, events, plain, locale, cursor, baseUrl, wanted, takesFocus }}
          recorded={past === null}
          code={past?.code ?? example.code}
          before={past?.before ?? null}
          fence={beside}
          onCursor={setCursor}
          onBeside={setWanted}
        />
      )
    }
    const { ui } = locale === 'zh-Hans' ? chinese : english
    return <p className={styles.nothing}>{ui.broken}</p>
  }
}
