/** The book without its list of pages, which only cards would show: there are none. Sidebars have titles of their own. */
export default function metadata(source) {
  const page = JSON.parse(source)
  if (page.version?.docsSidebars) page.version.docs = {}
  return JSON.stringify(page)
}
