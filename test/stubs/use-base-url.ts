/** Docusaurus' base URL, for a site at the root. */
export default function useBaseUrl(path: string): string {
  return `/${path.replace(/^\//, '')}`
}
