/** What a link and the browser's storage may carry, with the unit in each name. */
export const limits = {
  /** The whole hash of a link, from its `#` on. A longer one is neither made nor read. */
  hashChars: 32 * 1024,
  /** A program in a link, as UTF-8. A link that would unpack to more is refused; nothing is ever unpacked beyond. */
  linkedCodeBytes: 64 * 1024,
  /** A program that is kept in the browser. A longer one is not kept, and the reader is told. */
  keptCodeChars: 64 * 1024,
  /** Kept programs of the site: of more of them, or of more characters altogether, the oldest go. */
  keptEdits: 100,
  keptChars: 1024 * 1024,
} as const
