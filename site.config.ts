/**
 * Where the site lives. The only file to change when it moves; the defaults work locally. Plain constants: the
 * bundler's cache does not notice a changed environment variable.
 */
export interface SiteConfig {
  readonly url: string
  readonly baseUrl: string
  /** The public source repository (`https://host/owner/name`); null hides edit links and links to discussions. */
  readonly repository: string | null
}

export const site: SiteConfig = {
  url: 'http://localhost:3000',
  baseUrl: '/',
  repository: null,
}
