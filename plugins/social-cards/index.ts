import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { LoadContext, Plugin } from '@docusaurus/types'
import { Resvg } from '@resvg/resvg-js'
import { load } from 'cheerio'
import { chapters } from '../../src/chapters'
import { BOOK, nameOf } from './address'
import { type Card, drawCard, SIZE } from './card'
import { readLetters } from './letters'

interface Page {
  readonly file: string
  readonly html: string
  readonly card: string
  readonly content: Card
}

const ordinal = { en: (n: number) => `Chapter ${n}`, 'zh-Hans': (n: number) => `第${n}章` }

/**
 * After the build: a picture of each page for where its address is shared, drawn from its title and its description.
 * A page names its card itself (address.ts); lists of tags and the page for what is not there have the book's.
 */
export default function socialCards({ siteDir, siteConfig, i18n }: LoadContext): Plugin {
  const locale = i18n.currentLocale === 'zh-Hans' ? 'zh-Hans' : 'en'
  const kept = path.join(siteDir, 'node_modules/.cache/social-cards')

  async function readPage(outDir: string, file: string): Promise<Page> {
    const html = await readFile(path.join(outDir, file), 'utf8')
    const $ = load(html)
    const card = nameOf($('meta[property="og:image"]').attr('content') ?? '')
    const chapter = chapters.find(({ slug }) => slug === card)
    const [title = ''] = $('title').text().split(' | ')
    const content = {
      over: chapter === undefined ? '' : ordinal[locale](chapter.n),
      title,
      text: $('meta[name=description]').attr('content') ?? '',
      book: siteConfig.title,
    }
    const home = { over: '', title: siteConfig.title, text: siteConfig.tagline, book: '' }
    return { file, html, card, content: card === BOOK ? home : content }
  }

  return {
    name: 'social-cards',
    async postBuild({ outDir }) {
      const others = i18n.locales.filter((each) => each !== i18n.currentLocale)
      const files = (await readdir(outDir, { recursive: true })).filter(
        (file) => file.endsWith('.html') && !others.some((other) => file.startsWith(`${other}${path.sep}`)),
      )
      const pages = await Promise.all(files.map((file) => readPage(outDir, file)))
      const texts = pages.map(({ content }) => Object.values(content).join('')).join('')
      const faces = { bold: await readLetters(`${texts}…`, 650), plain: await readLetters(`${texts}…`, 400) }
      const folder = path.join(outDir, 'img/cards')
      await mkdir(folder, { recursive: true })
      await mkdir(kept, { recursive: true })
      const drawn = new Set<string>()
      for (const { file, html, card, content } of pages) {
        if (!drawn.has(card)) await writeFile(path.join(folder, `${card}.png`), await render(drawCard(content, faces)))
        drawn.add(card)
        await writeFile(path.join(outDir, file), withSize(html, content.title))
      }
    },
  }

  /** Pictures are kept by a hash of the drawing: most pages are the same in the next build. */
  async function render(svg: string): Promise<Buffer> {
    const file = path.join(kept, `${createHash('sha256').update(svg).digest('hex').slice(0, 24)}.png`)
    const there = await readFile(file).catch(() => null)
    if (there !== null) return there
    const png = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng()
    await writeFile(file, png)
    return png
  }
}

/** The page with what a card's address alone does not say: how large it is, and what is seen there. */
export function withSize(html: string, alt: string): string {
  const text = alt.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const about = `<meta property="og:image:width" content="${SIZE.width}"/><meta property="og:image:height" content="${SIZE.height}"/><meta property="og:image:alt" content="${text}"/>`
  return html.replace(/<meta\b[^>]*\bproperty="?og:image"?\s[^>]*>/, `$&${about}`)
}
