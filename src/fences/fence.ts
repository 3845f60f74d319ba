/** A fenced block of Markdown, as any parser hands it over. */
export interface Fence {
  /** The first word after the backticks. */
  readonly lang: string | null
  /** The rest of that line. */
  readonly meta: string | null
  /** What stands between the fences, without a trailing newline. */
  readonly code: string
  /** The line of the opening backticks, counted from 1. */
  readonly line: number
}

/** The opening line of a fence, as an author writes it. */
export function fenceLine(lang: string | null, items: readonly { readonly raw: string }[]): string {
  return [`\`\`\`${lang ?? ''}`, ...items.map((item) => item.raw)].join(' ')
}
