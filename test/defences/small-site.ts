/*
 * The site, as small as the tests of hostile programs can do with: `npm run defences` builds it once for each defence
 * that a browser has to miss. The pages that those tests visit, and of the steps after a build the policy alone.
 */
import config from '../../docusaurus.config'
import afterBuild from '../../plugins/after-build'
import apiReference from '../../plugins/api-reference'
import exampleFiles from '../../plugins/example-files'
import packageFile from '../../plugins/package-file'
import securityPolicy from '../../plugins/security-policy'

const DOCS = '@docusaurus/plugin-content-docs'
const left: readonly unknown[] = [apiReference, exampleFiles, packageFile, '@docusaurus/plugin-sitemap']

const nameAndOptions = (plugin: unknown): readonly unknown[] => [plugin].flat()

const plugins = (config.plugins ?? []).flatMap((plugin): readonly unknown[] => {
  const [name, options] = nameAndOptions(plugin)
  if (left.includes(name)) return []
  if (name === DOCS) return [[DOCS, { ...(options as object), sidebarPath: './test/defences/small-sidebar.ts' }]]
  if (name === afterBuild) return [[afterBuild, { steps: [[securityPolicy, { reactRoutes: ['react/'] }]] }]]
  return [plugin]
})

const small = {
  ...config,
  plugins,
  // Most of the pages that it would link to are not there.
  onBrokenLinks: 'ignore',
  onBrokenAnchors: 'ignore',
  markdown: { ...config.markdown, hooks: { onBrokenMarkdownLinks: 'ignore', onBrokenMarkdownImages: 'ignore' } },
}

export default small
