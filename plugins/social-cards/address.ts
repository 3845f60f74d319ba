import path from 'node:path'
import type { MarkdownConfig } from '@docusaurus/types'

/** The card of the book as a whole. */
export const BOOK = 'home'

/** Where a card lies, below the root of its language. */
export function cardAddress(name: string): string {
  return `img/cards/${name}.png`
}

/** The name of the card at an address. */
export function nameOf(address: string): string {
  return path.posix.basename(address, '.png')
}

/**
 * Front matter that names the page's own card, by the page's address. So the page says it in its HTML and goes on saying
 * it when its scripts write its head anew.
 */
export const withOwnCard: MarkdownConfig['parseFrontMatter'] = async (params) => {
  const { frontMatter, content } = await params.defaultParseFrontMatter(params)
  const { name } = path.parse(params.filePath)
  const address = typeof frontMatter.slug === 'string' ? frontMatter.slug : name === 'index' ? BOOK : name
  return { frontMatter: { ...frontMatter, image: cardAddress(nameOfPage(address)) }, content }
}

function nameOfPage(address: string): string {
  return address.replaceAll(/^\/|\/$/g, '').replaceAll('/', '.')
}
