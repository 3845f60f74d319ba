import { getFormattedTokens } from 'sucrase'
import type { Position } from '../session'

export interface Token extends Position {
  readonly text: string
}

/**
 * The tokens of a TypeScript text, comments left out.
 *
 * sucrase keeps its tokens to itself but for this listing, meant for people: one token a line, which begins with
 * `line:column-line:column` (from 1, the end exclusive). It is read only for programs that are about to be refused,
 * and sucrase is pinned.
 */
export function tokensOf(source: string): Token[] {
  const lines = source.split('\n')
  const tokens: Token[] = []
  for (const row of getFormattedTokens(source, { transforms: ['typescript', 'imports'] }).split('\n')) {
    const place = /^(\d+):(\d+)-(\d+):(\d+) /.exec(row)
    if (place === null) continue
    const [line, column, endLine, endColumn] = place.slice(1).map(Number) as [number, number, number, number]
    const first = lines[line - 1] ?? ''
    tokens.push({ line, column, text: first.slice(column - 1, endLine === line ? endColumn - 1 : undefined) })
  }
  return tokens
}
