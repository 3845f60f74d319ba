/** Files below a language's root that are not needed to read and to run: lists, downloads, what others fetch. */
const LEFT_OUT = [
  /^tags\//,
  /^examples\//,
  /^img\/cards\//,
  /\.(?:tgz|xml|txt|map|LICENSE)$/,
  /^bench\.json$/,
  /^offline\.json$/,
  /^sw\.js$/,
]

/** The path by which a file is asked for, or null for one that is not kept. */
export function keptPath(file: string, otherLocales: readonly string[]): string | null {
  if (otherLocales.some((locale) => file.startsWith(`${locale}/`))) return null
  if (LEFT_OUT.some((pattern) => pattern.test(file))) return null
  return file.replace(/(^|\/)index\.html$/, '$1')
}
