/** The hash itself if it can be decoded, otherwise with each `%` in it standing for itself. */
export function decodableHash(hash: string): string {
  try {
    decodeURIComponent(hash)
    return hash
  } catch {
    return hash.replaceAll('%', '%25')
  }
}
