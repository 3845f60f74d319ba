import Link from '@docusaurus/Link'
import Translate from '@docusaurus/Translate'
import { site } from '@site/site.config'
import Mark from '@site/src/components/figures/Mark'
import type { ReactNode } from 'react'
import styles from './styles.module.css'

/** The foot of every page: under which terms the book may be used, and where its source is. */
export default function Footer(): ReactNode {
  return (
    <footer className={`footer ${styles.footer}`}>
      <Mark size={22} />
      <p>
        <Translate id="footer.licence" description="Licences, at the foot of every page">
          Code under the MIT licence, text under CC BY 4.0.
        </Translate>
      </p>
      <Link to="/playground/">
        <Translate id="footer.playground" description="Link to the full-page playground, at the foot of every page">
          Playground
        </Translate>
      </Link>
      <Link to="/your-copy/">
        <Translate
          id="footer.copy"
          description="Link to the page on reading without a network, at the foot of every page"
        >
          Your copy
        </Translate>
      </Link>
      {site.repository !== null && (
        <Link to={site.repository}>
          <Translate id="footer.source" description="Link to the repository, at the foot of every page">
            Source
          </Translate>
        </Link>
      )}
    </footer>
  )
}
