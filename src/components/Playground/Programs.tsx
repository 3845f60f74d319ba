import type { ReactNode } from 'react'
import type { Example } from '../../fences/example'
import HighlightedCode from '../HighlightedCode'
import styles from './Programs.module.css'
import { strings } from './strings'
import type { Language } from './use-language'

interface Props {
  /** Of the panels' ids, which the tabs name: `<prefix>-<language>`. */
  readonly prefix: string
  readonly example: Example
  readonly language: Language
  readonly twinColours: string | undefined
  /** The TypeScript program, which can be edited. */
  readonly children: ReactNode
}

/** The program in both languages, of which one is shown; or why there is only one. */
export default function Programs({ prefix, example: { twin }, language, twinColours, children }: Props): ReactNode {
  const tabs = twin.kind !== 'none'
  return (
    <div className={styles.programs}>
      <div {...panel(prefix, 'typescript', language, tabs)} className={styles.panel}>
        {children}
      </div>
      {twin.kind !== 'none' && (
        <div {...panel(prefix, 'python', language, tabs)} className={styles.panel}>
          <p className={styles.caption}>Python</p>
          <HighlightedCode
            code={twin.code}
            colours={twinColours}
            className={styles.still}
            role="group"
            aria-label={strings.code('Python')}
            tabIndex={0}
          />
          {twin.kind === 'recorded' && <p className={styles.remark}>{strings.twinRecorded(twin.version)}</p>}
        </div>
      )}
      {twin.kind === 'none' && twin.reason !== '' && <p className={styles.remark}>{strings.twinNone(twin.reason)}</p>}
    </div>
  )
}

function panel(prefix: string, own: Language, selected: Language, tabs: boolean) {
  const id = `${prefix}-${own}`
  const role = tabs ? { role: 'tabpanel', 'aria-labelledby': `${id}-tab` } : {}
  return { id, ...role, 'data-language': own, 'data-selected': own === selected }
}
