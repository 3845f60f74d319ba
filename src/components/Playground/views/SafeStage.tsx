import { Component, type ReactNode } from 'react'
import { english } from '../../../views/words-en'
import { chinese } from '../../../views/words-zh'
import Stage, { type StageProps } from './Stage'
import styles from './Stage.module.css'

/**
 * A program can make its own trace wrong: whatever it makes of it, a view that cannot be drawn takes nothing else of the page
 * with it, and another run is drawn again.
 */
export default class SafeStage extends Component<StageProps, { readonly failed: StageProps['events'] | 'now' | null }> {
  override state = { failed: null as StageProps['events'] | 'now' | null }

  static getDerivedStateFromError(): { readonly failed: 'now' } {
    return { failed: 'now' }
  }

  override componentDidCatch(): void {
    this.setState({ failed: this.props.events })
  }

  override render(): ReactNode {
    const { failed } = this.state
    if (failed !== 'now' && failed !== this.props.events) return <Stage {...this.props} />
    const { ui } = this.props.locale === 'zh-Hans' ? chinese : english
    return <p className={styles.nothing}>{ui.broken}</p>
  }
}
