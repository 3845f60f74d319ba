import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { LoadContext, Plugin, RouteConfig } from '@docusaurus/types'
import { load } from 'cheerio'
import { chapters } from '../../src/chapters'
import { licencesText, licensedPackages } from './licences'
import { atomFeed, type ListedPage, llmsText, robotsText } from './texts'

const names = {
  en: { chapters: 'Chapters', other: 'Reference and more' },
  'zh-Hans': { chapters: '章节', other: '参考与其他' },
}

/** After the build: a feed of changes, a list for language models and one of licences in each language, and `robots.txt`. */
export default function indexFiles({ siteDir, baseUrl, siteConfig, i18n }: LoadContext): Plugin {
  const { title, tagline, url } = siteConfig
  const locale = i18n.currentLocale === 'zh-Hans' ? 'zh-Hans' : 'en'
  const home = url + baseUrl
  return {
    name: 'index-files',
    injectHtmlTags: () => ({
      headTags: [
        {
          tagName: 'link',
          attributes: { rel: 'alternate', type: 'application/atom+xml', href: `${baseUrl}changes.xml`, title },
        },
      ],
    }),
    async postBuild({ outDir, routes }) {
      const leaves = leavesOf(routes).filter((route) => isPage(route.path.slice(baseUrl.length)))
      const pages = await Promise.all(leaves.map((route) => readListed(route, route.path.slice(baseUrl.length))))
      const order = (page: ListedPage) => {
        const at = chapters.findIndex(({ slug }) => page.url === `${home}${slug}/`)
        return at < 0 ? chapters.length : at
      }
      pages.sort((a, b) => order(a) - order(b) || (a.url < b.url ? -1 : 1))
      const book = { title, tagline, lang: locale, home, feed: `${home}changes.xml` }
      await writeFile(path.join(outDir, 'changes.xml'), atomFeed(book, pages))
      await writeFile(path.join(outDir, 'llms.txt'), llmsText(book, pages, names[locale]))
      const lock = JSON.parse(await readFile(path.join(siteDir, 'package-lock.json'), 'utf8'))
      await writeFile(path.join(outDir, 'licences.txt'), licencesText(licensedPackages(lock)))
      const notFound = path.join(outDir, '404.html')
      await writeFile(notFound, withoutAddress(await readFile(notFound, 'utf8')))
      if (i18n.currentLocale === i18n.defaultLocale) {
        const sitemaps = Object.values(i18n.localeConfigs).map((config) => `${url}${config.baseUrl}sitemap.xml`)
        await writeFile(path.join(outDir, 'robots.txt'), robotsText(sitemaps))
      }

      async function readListed({ path: route, metadata }: RouteConfig, below: string): Promise<ListedPage> {
        const $ = load(await readFile(path.join(outDir, below, 'index.html'), 'utf8'))
        return {
          url: url + route,
          title: $('title').text().split(' | ')[0] ?? '',
          description: $('meta[name="description"]').attr('content') ?? '',
          updated: metadata?.lastUpdatedAt ?? null,
          kind: chapters.some(({ slug }) => below === `${slug}/`) ? 'chapter' : 'other',
        }
      }
    },
  }
}

/** The page for what is not there stands for any address: it has none of its own to tell, and is not to be found. */
export function withoutAddress(html: string): string {
  return html
    .replaceAll(/<link\b[^>]*\brel="?(?:canonical|alternate)\b[^>]*\bhref="?https?:[^>]*>/g, '')
    .replaceAll(/<meta\b[^>]*\bproperty="?og:url\b[^>]*>/g, '')
    .replace('</head>', '<meta name="robots" content="noindex"></head>')
}

/** The routes that are pages: those that others are not within. */
function leavesOf(routes: readonly RouteConfig[]): readonly RouteConfig[] {
  return routes.flatMap((route) => (route.routes === undefined ? [route] : leavesOf(route.routes)))
}

function isPage(below: string): boolean {
  return (below === '' || below.endsWith('/')) && !below.startsWith('tags/')
}
