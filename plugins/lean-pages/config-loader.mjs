/** What only the build reads: how pages are made, and from what. */
const OF_THE_BUILD = [
  'plugins',
  'themes',
  'presets',
  'headTags',
  'scripts',
  'stylesheets',
  'clientModules',
  'staticDirectories',
  'markdown',
  'onBrokenLinks',
  'onBrokenAnchors',
  'onBrokenMarkdownLinks',
  'onDuplicateRoutes',
]

/** The site's configuration as pages need it. Docusaurus writes it as JSON behind `export default`. */
export default function config(source) {
  return source.replace(/(export default )(\{[\s\S]*\})(;?\s*)$/, (_, before, json, after) => {
    const settings = JSON.parse(json)
    for (const name of OF_THE_BUILD) delete settings[name]
    return before + JSON.stringify(settings) + after
  })
}
