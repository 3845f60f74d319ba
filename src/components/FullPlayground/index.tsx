import Link from '@docusaurus/Link'
import { PageMetadata } from '@docusaurus/theme-common'
import useBrokenLinks from '@docusaurus/useBrokenLinks'
import Layout from '@theme/Layout'
import { lazy, type ReactNode } from 'react'
import { writeHash } from '../../edits/link-hash'
import Playground from '../Playground'
import type { Catalogue } from './catalogue'
import ExampleList from './ExampleList'
import { strings } from './strings'
import styles from './styles.module.css'
import { type Chosen, useChosen } from './use-chosen'

const Feedback = lazy(() => import('../Feedback'))

/** The page that is nothing but a playground: for a program of the reader's own, or for any example of the book. */
export default function FullPlayground({ catalogue }: { catalogue: Catalogue }): ReactNode {
  const { chosen, trouble } = useChosen(catalogue)
  const { collectAnchor } = useBrokenLinks()
  for (const { examples } of catalogue.pages) for (const { id } of examples) collectAnchor(id)
  const { example, ...rest } = chosen.program
  return (
    <Layout title={strings.title()} description={strings.description()}>
      <PageMetadata image={catalogue.card} />
      <main className={styles.main}>
        <div className={styles.head}>
          <h1>{strings.title()}</h1>
          <Origin {...chosen} />
        </div>
        <ExampleList pages={catalogue.pages} current={example.id} />
        <div className={styles.room}>
          {trouble && (
            <p role="alert" className={styles.trouble}>
              {trouble.kind === 'unreachable'
                ? strings.unreachable()
                : trouble.code
                  ? strings.unknown(trouble.id)
                  : strings.unknownPlain(trouble.id)}
            </p>
          )}
          <Playground key={example.id} example={example} {...rest} layout="page" />
          {catalogue.repository !== null && <Feedback repository={catalogue.repository} title={strings.title()} />}
        </div>
      </main>
    </Layout>
  )
}

/** Where an example stands in the book. */
function Origin({ program: { example }, page }: Chosen): ReactNode {
  return (
    <p className={styles.origin}>
      {page === null ? (
        strings.ownHint()
      ) : (
        <Link to={page.path + writeHash(example.id)}>
          {page.chapter === null ? strings.fromPage(page.title) : strings.from(page.title)}
        </Link>
      )}
    </p>
  )
}
