import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Config } from '@docusaurus/types'
import afterBuild from './plugins/after-build'
import apiReference from './plugins/api-reference'
import { readPages } from './plugins/api-reference/generate'
import { anchors } from './plugins/api-reference/pages'
import { nameIn } from './plugins/api-reference/python-map'
import bundleString from './plugins/bundle-string'
import codeLanguage from './plugins/code-language'
import exampleFiles from './plugins/example-files'
import fullPlayground from './plugins/full-playground'
import indexFiles from './plugins/index-files'
import lateScripts from './plugins/late-scripts'
import leanPages from './plugins/lean-pages'
import noHighlighter from './plugins/no-highlighter'
import offline from './plugins/offline'
import packageFile from './plugins/package-file'
import { createRecorder } from './plugins/record-examples'
import recordedViews from './plugins/recorded-views'
import searchFile from './plugins/search-file'
import securityPolicy from './plugins/security-policy'
import socialCards from './plugins/social-cards'
import { BOOK, cardAddress, withOwnCard } from './plugins/social-cards/address'
import { site } from './site.config'
import { prismTheme } from './src/css/prism-theme'
import apiLinks from './src/remark/api-links'
import playground from './src/remark/playground'

const require = createRequire(import.meta.url)
const editUrl = site.repository === null ? {} : { editUrl: `${site.repository}/edit/main/` }

// The one page whose code runs in the page itself: Docusaurus' own live block needs 'unsafe-eval' there.
const reactPages = ['/react/']
const record = createRecorder(fileURLToPath(new URL('node_modules/.cache/record-examples', import.meta.url)))
const remarkPlugins = [[playground, { reactPages, record }]]
const apiAnchors = anchors(readPages(fileURLToPath(new URL('.', import.meta.url))))
const linkApi = [apiLinks, { page: '/reference/python-map/', hrefOf: (code: string) => apiAnchors.get(nameIn(code)) }]

// Docusaurus loads this file once a locale and says which in this variable; titles have no other translation.
const names = {
  en: {
    title: 'Coroutines, Live',
    tagline: 'A book about coroutines and the event loop whose every example runs in the page.',
  },
  'zh-Hans': { title: '跑起来的协程', tagline: '一本讲协程与事件循环的书，每个例子都能在页面上运行。' },
}
const { title, tagline } = names[process.env.DOCUSAURUS_CURRENT_LOCALE === 'zh-Hans' ? 'zh-Hans' : 'en']

const config: Config = {
  title,
  tagline,
  url: site.url,
  baseUrl: site.baseUrl,
  trailingSlash: true,
  favicon: 'img/favicon.svg',
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',
  headTags: [
    { tagName: 'link', attributes: { rel: 'apple-touch-icon', href: `${site.baseUrl}img/apple-touch-icon.png` } },
    // Paper and ink of tokens.css, for the frame that a phone's browser draws round the page.
    {
      tagName: 'meta',
      attributes: { name: 'theme-color', content: '#fcfbf8', media: '(prefers-color-scheme: light)' },
    },
    { tagName: 'meta', attributes: { name: 'theme-color', content: '#15171b', media: '(prefers-color-scheme: dark)' } },
  ],
  i18n: {
    defaultLocale: 'en',
    locales: ['en', 'zh-Hans'],
    localeConfigs: {
      en: { label: 'English', htmlLang: 'en' },
      'zh-Hans': { label: '简体中文', htmlLang: 'zh-Hans' },
    },
  },
  future: { v4: true, faster: true },
  markdown: {
    mdx1Compat: { comments: false, admonitions: false, headingIds: true },
    hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' },
    parseFrontMatter: withOwnCard,
  },
  plugins: [
    // Infima and the theme in layers: whatever we write ourselves outweighs them, with as little as `:where`.
    '@docusaurus/plugin-css-cascade-layers',
    apiReference,
    bundleString,
    codeLanguage,
    leanPages,
    noHighlighter,
    [
      '@docusaurus/plugin-content-docs',
      {
        path: 'docs',
        routeBasePath: '/',
        sidebarPath: './sidebars.ts',
        tags: 'tags.yml',
        onInlineTags: 'throw',
        breadcrumbs: false,
        showLastUpdateTime: true,
        remarkPlugins: [...remarkPlugins, linkApi],
        ...editUrl,
      },
    ],
    ['@docusaurus/plugin-content-pages', { path: 'src/pages', remarkPlugins, ...editUrl }],
    ['@docusaurus/plugin-sitemap', { lastmod: 'date', changefreq: null, priority: null }],
    [fullPlayground, { record, repository: site.repository }],
    [recordedViews, { run: record.run }],
    exampleFiles,
    packageFile,
    [
      afterBuild,
      {
        steps: [
          [lateScripts, { atOnce: ['react/', 'playground/', 'your-copy/'] }],
          [securityPolicy, { reactRoutes: ['react/'] }],
          [socialCards],
          [searchFile],
          [indexFiles],
          [offline],
        ],
      },
    ],
  ],
  themes: [
    [
      '@docusaurus/theme-classic',
      {
        customCss: [
          require.resolve('./src/css/tokens.css'),
          require.resolve('./src/css/custom.css'),
          require.resolve('./src/css/views.css'),
        ],
      },
    ],
    '@docusaurus/theme-live-codeblock',
  ],
  clientModules: ['react-boundary', 'prefetch', 'broken-hash', 'idle'].map((name) =>
    require.resolve(`./src/client/${name}.ts`),
  ),
  themeConfig: {
    image: cardAddress(BOOK),
    colorMode: { respectPrefersColorScheme: true },
    prism: { theme: prismTheme, additionalLanguages: [] },
    docs: { sidebar: { hideable: false } },
    tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
    navbar: {
      title,
      logo: { src: 'img/logo.svg', alt: '' },
      items: [
        { type: 'docSidebar', sidebarId: 'book', label: 'Chapters', position: 'left' },
        { to: '/playground/', label: 'Playground', position: 'left' },
        { type: 'localeDropdown', position: 'right' },
      ],
    },
  },
}

export default config
