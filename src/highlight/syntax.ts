/**
 * Which of Prism's token types each syntax colour covers. The colours themselves are the `--c-syn-…` of tokens.css, so
 * a server-rendered page needs no second render to change between light and dark.
 */
export const SYNTAX = {
  plain: ['interpolation', 'parameter'],
  comment: ['comment', 'prolog', 'doctype', 'cdata', 'shebang'],
  keyword: ['keyword', 'atrule', 'important', 'tag', 'rule', 'directive'],
  string: ['string', 'char', 'template-string', 'attr-value', 'regex', 'inserted', 'url'],
  number: ['number', 'boolean', 'constant', 'symbol', 'variable'],
  function: ['function', 'decorator', 'selector'],
  type: ['class-name', 'builtin', 'namespace', 'maybe-class-name'],
  operator: ['operator', 'entity', 'deleted'],
  punctuation: ['punctuation'],
  property: ['property', 'literal-property', 'string-property', 'attr-name', 'key', 'property-access'],
} as const satisfies Record<string, readonly string[]>

/** A colour that code can have besides the plain one. */
export type SyntaxKind = Exclude<keyof typeof SYNTAX, 'plain'>

const KIND_OF_TYPE = new Map<string, SyntaxKind | 'plain'>(
  Object.entries(SYNTAX).flatMap(([kind, types]) => types.map((type) => [type, kind as SyntaxKind | 'plain'] as const)),
)

/** The colour of a token by its types, of which the innermost that has a colour wins; null where the text is plain. */
export function syntaxKind(types: readonly string[]): SyntaxKind | null {
  for (let i = types.length - 1; i >= 0; i--) {
    const kind = KIND_OF_TYPE.get(types[i] as string)
    if (kind) return kind === 'plain' ? null : kind
  }
  return null
}
