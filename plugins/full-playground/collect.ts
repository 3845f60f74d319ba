import { chapters } from '../../src/chapters'
import type { CatalogueExample, CataloguePage } from '../../src/components/FullPlayground/catalogue'
import { SCRATCH } from '../../src/edits/scratch'
import type { Example } from '../../src/fences/example'
import type { Recording } from '../../src/fences/recording'
import { encodeColours } from '../../src/highlight/colours'
import { tokenizeLines } from '../../src/highlight/tokens'
import type { CollectedPage } from '../../src/remark/playground/collect'
import type { Locale } from '../../src/remark/playground/site-pages'

export type Record = (example: Example) => Promise<Recording | undefined>

/** A page of the catalogue, and its programs as they go into a file of their own. */
export interface ListedPage {
  readonly page: CataloguePage
  readonly programs: Readonly<{ [id: string]: CatalogueExample }>
}

/** The pages that have examples: the chapters in their order, then the others. */
export async function listPages(
  pages: readonly CollectedPage[],
  locale: Locale,
  record: Record,
): Promise<readonly ListedPage[]> {
  const listed: ListedPage[] = []
  for (const { path, frontMatter, examples } of pages) {
    if (examples.length === 0) continue
    const chapter = chapters.find(({ slug }) => path === `/${slug}/`)
    const programs: { [id: string]: CatalogueExample } = {}
    for (const { example } of examples) {
      if (example.id === SCRATCH) {
        throw new Error(
          `Expected an id other than \`${SCRATCH}\` on ${path}: it is that of readers' own programs. Choose another.`,
        )
      }
      programs[example.id] = await programOf(example, record)
    }
    listed.push({
      page: {
        path,
        title: chapter?.title[locale] ?? String(frontMatter.title ?? path),
        chapter: chapter?.n ?? null,
        name: path.split('/').filter(Boolean).join('-') || 'home',
        examples: examples.map(({ example: { id, title } }) => ({ id, title })),
      },
      programs,
    })
  }
  return listed.sort((a, b) => (a.page.chapter ?? Infinity) - (b.page.chapter ?? Infinity))
}

/** An example with its colours and times, as a chapter's page has them from the remark plugin. */
export async function programOf(example: Example, record: Record): Promise<CatalogueExample> {
  const { twin } = example
  const recording = await record(example)
  return {
    example,
    colours: encodeColours(tokenizeLines(example.code, 'typescript')),
    ...(twin.kind === 'none' ? {} : { twinColours: encodeColours(tokenizeLines(twin.code, 'python')) }),
    ...(recording === undefined ? {} : { recording }),
  }
}
