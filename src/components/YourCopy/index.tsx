import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import useIsBrowser from '@docusaurus/useIsBrowser'
import { type ReactNode, useState } from 'react'
import { canKeep } from '../../offline/copy'
import { forgetRead, readChapters } from '../../offline/read-pages'
import { showRead } from '../../offline/show-read'
import Shelf from './Shelf'
import { useStrings } from './strings'
import styles from './styles.module.css'

/** What this browser keeps of the book: each language for reading without a network, and which chapters were read. */
export default function YourCopy(): ReactNode {
  const strings = useStrings()
  const { i18n } = useDocusaurusContext()
  if (!useIsBrowser()) return <p className={styles.note}>{strings.script}</p>
  return (
    <>
      <section className={styles.part}>
        <h2>{strings.offline}</h2>
        {canKeep() ? (
          <ul className={styles.shelf}>
            {Object.entries(i18n.localeConfigs).map(([locale, { label, htmlLang, baseUrl }]) => (
              <Shelf key={locale} label={label} lang={htmlLang} baseUrl={baseUrl} />
            ))}
          </ul>
        ) : (
          <p className={styles.note}>{strings.cannot}</p>
        )}
      </section>
      <section className={styles.part}>
        <h2>{strings.reading}</h2>
        <Reading />
      </section>
    </>
  )
}

function Reading(): ReactNode {
  const strings = useStrings()
  const [read, setRead] = useState(readChapters)
  const forget = () => {
    forgetRead()
    showRead()
    setRead([])
  }
  return (
    <p className={styles.row} role="status">
      {read.length === 0 ? strings.nothing : strings.read(read.length)}
      {read.length > 0 && (
        <button type="button" className={styles.button} onClick={forget}>
          {strings.forget}
        </button>
      )}
    </p>
  )
}
