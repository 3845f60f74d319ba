/** The pages of React components, where react-live's `jsx live` is allowed. */
export const REACT_PAGES: readonly string[] = ['/react/']

// The last such folder of a path counts: the site itself may lie below somebody's docs/.
const CONTENT_ROOTS =
  /^(?:.*\/)?(?:docusaurus-plugin-content-docs\/(?:current|version-[^/]+)|docusaurus-plugin-content-pages|src\/pages|docs)\/(.*)$/

/**
 * The path of a page below its locale, such as `/generators/`: from the slug of its front matter, otherwise from its
 * place among the docs or pages, with Docusaurus' rules (`index` and `README` name their folder, `01-` is dropped).
 */
export function pagePath(filePath: string, frontMatter: Readonly<Record<string, unknown>>): string {
  const file = filePath.replaceAll('\\', '/')
  const inside = (CONTENT_ROOTS.exec(file)?.[1] ?? file.split('/').at(-1) ?? '').replace(/\.mdx?$/, '')
  const names = inside.split('/').map((name) => name.replace(/^\d+\s*[-_.]+\s*(?=[^\d\s])/, ''))
  const slug = frontMatter.slug
  if (typeof slug === 'string') {
    return normalise(slug.startsWith('/') ? slug : [...names.slice(0, -1), slug].join('/'))
  }
  const last = names.at(-1)?.toLowerCase()
  return normalise((last === 'index' || last === 'readme' ? names.slice(0, -1) : names).join('/'))
}

export function normalise(path: string): string {
  const names = path.split('/').filter((name) => name !== '')
  return names.length === 0 ? '/' : `/${names.join('/')}/`
}
