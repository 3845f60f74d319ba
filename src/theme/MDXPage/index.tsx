import { HtmlClassNameProvider, PageMetadata, ThemeClassNames } from '@docusaurus/theme-common'
import { site } from '@site/site.config'
import LinkNotice from '@site/src/components/LinkNotice'
import ContentVisibility from '@theme/ContentVisibility'
import Layout from '@theme/Layout'
import MDXContent from '@theme/MDXContent'
import type { Props } from '@theme/MDXPage'
import { type ComponentProps, lazy } from 'react'
import styles from './styles.module.css'

const Feedback = lazy(() => import('@site/src/components/Feedback'))

/** A page outside the book's chapters, the home page above all: one column, no contents beside it. */
export default function MDXPage({ content: Content }: Props) {
  const { metadata, assets } = Content
  const { title, description, frontMatter } = metadata
  const page = { title, description, image: assets.image ?? frontMatter.image } as ComponentProps<typeof PageMetadata>
  return (
    <HtmlClassNameProvider className={ThemeClassNames.page.mdxPage}>
      <Layout>
        <PageMetadata {...page} />
        <main className={styles.main}>
          <ContentVisibility metadata={metadata} />
          <LinkNotice />
          <article>
            <MDXContent>
              <Content />
            </MDXContent>
          </article>
          {site.repository !== null && <Feedback repository={site.repository} title={title ?? ''} />}
        </main>
      </Layout>
    </HtmlClassNameProvider>
  )
}
