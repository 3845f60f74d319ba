import type { CatalogueExample, CataloguePage } from './catalogue'

type Programs = Readonly<Record<string, CatalogueExample>>

/** The programs of a page's examples, by their ids: a file of its own for each page, fetched when one is chosen. */
export async function loadPrograms({ name }: CataloguePage): Promise<Programs> {
  // The build writes these files: see plugins/full-playground.
  const file: { default: Programs } = await import(`@generated/full-playground/default/${name}.json`)
  return file.default
}
