import { fileURLToPath } from 'node:url'
import type { SidebarsConfig } from '@docusaurus/plugin-content-docs'
import { writtenPageIds } from './plugins/api-reference/generate'
import { FOLDER } from './plugins/api-reference/pages'
import { chapters } from './src/chapters'

// An unwritten chapter is an html item: it is named in its place but leads nowhere yet. The theme's
// DocSidebarItem/Html renders it in the page's language from `customProps.chapter`.
const sidebars: SidebarsConfig = {
  book: [
    ...chapters.map((chapter) =>
      chapter.written
        ? { type: 'doc' as const, id: chapter.slug, customProps: { chapter: chapter.slug } }
        : {
            type: 'html' as const,
            value: chapter.title.en,
            defaultStyle: true,
            customProps: { chapter: chapter.slug },
          },
    ),
    // Beside the chapters: no numbers, below a rule.
    ...[
      'react',
      'reference/python-map',
      'reference/glossary',
      'reference/versions',
      'reference/corrections',
      'reference/sources',
    ].map((id) => ({
      type: 'doc' as const,
      id,
      className: 'sidebar-aside',
    })),
    {
      type: 'category',
      label: 'API',
      className: 'sidebar-aside',
      link: { type: 'doc', id: `${FOLDER}/index` },
      items: writtenPageIds(fileURLToPath(new URL('.', import.meta.url))).map((id) => `${FOLDER}/${id}`),
    },
  ],
}

export default sidebars
