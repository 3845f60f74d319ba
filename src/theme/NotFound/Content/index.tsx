import Translate from '@docusaurus/Translate'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import Strands from '@site/src/components/figures/Strands'
import type { ReactNode } from 'react'
import styles from './styles.module.css'

/** Two strands, and nobody has the bead. Many hosts serve one 404 for all languages, so the home of each is linked. */
export default function NotFoundContent(): ReactNode {
  const { i18n } = useDocusaurusContext()
  return (
    <main className={styles.page}>
      <Strands className={styles.strands} hops={5} bead={null} />
      <h1>
        <Translate id="notFound.title">Nothing to resume here</Translate>
      </h1>
      <p>
        <Translate id="notFound.text">No page has this address. The first page of the book:</Translate>
      </p>
      <p className={styles.homes}>
        {Object.entries(i18n.localeConfigs).map(([locale, { label, htmlLang, baseUrl }]) => (
          <a key={locale} href={baseUrl} lang={htmlLang} hrefLang={htmlLang}>
            {label}
          </a>
        ))}
      </p>
    </main>
  )
}
