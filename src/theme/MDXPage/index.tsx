import { HtmlClassNameProvider, PageMetadata, ThemeClassNames } from '@docusaurus/theme-common'
import ContentVisibility from '@theme/ContentVisibility'
import Layout from '@theme/Layout'
import MDXContent from '@theme/MDXContent'
import type { Props } from '@theme/MDXPage'
import type { ComponentProps, ReactNode } from 'react'
import styles from './styles.module.css'

/** A page outside the book's chapters, the home page above all: one column, no contents beside it. */
export default function MDXPage({ content: Content }: Props): ReactNode {
  const { metadata, assets } = Content
  const { title, description, frontMatter } = metadata
  const image = assets.image ?? frontMatter.image
  const page = { title, description, image } as ComponentProps<typeof PageMetadata>
  return (
    <HtmlClassNameProvider className={ThemeClassNames.page.mdxPage}>
      <Layout>
        <PageMetadata {...page} />
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
