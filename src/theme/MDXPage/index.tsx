import { HtmlClassNameProvider, PageMetadata, ThemeClassNames } from '@docusaurus/theme-common'
import ContentVisibility from '@theme/ContentVisibility'
import Layout from '@theme/Layout'
import MDXContent from '@theme/MDXContent'
import type { Props } from '@theme/MDXPage'
import type { ReactNode } from 'react'
import styles from './styles.module.css'

/** A page outside the book's chapters, the home page above all: one column, no contents beside it. */
export default function MDXPage({ content: Content }: Props): ReactNode {
  const { metadata, assets } = Content
  const { title, description, frontMatter } = metadata
  return (
    <HtmlClassNameProvider className={ThemeClassNames.page.mdxPage}>
      <Layout>
        <PageMetadata title={title} description={description} image={assets.image ?? frontMatter.image} />
        <main className={styles.main}>
          <ContentVisibility metadata={metadata} />
          <article>
            <MDXContent>
              <Content />
            </MDXContent>
          </article>
        </main>
      </Layout>
    </HtmlClassNameProvider>
  )
}
