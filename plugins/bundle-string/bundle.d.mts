/** A script as a string; see `bundleString`. */
export interface BundledString {
  readonly code: string
  /** `sha256-…` in base64, of `code`, as a Content-Security-Policy wants it. */
  readonly hash: string
  /** The absolute paths of all files that are in it. */
  readonly inputs: readonly string[]
}

/**
 * Bundle a TypeScript entry (absolute path) and all it imports into a classic script that leaves its exports in
 * `var bundle`. The same sources always give the same string.
 */
export function bundleString(entry: string): Promise<BundledString>
