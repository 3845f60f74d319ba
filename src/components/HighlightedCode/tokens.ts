import { normalizeTokens, Prism } from 'prism-react-renderer'
import { type SyntaxKind, syntaxKind } from '../../css/prism-theme'

export type CodeLanguage = 'typescript' | 'python'

/** A stretch of one line that has one colour; `kind` is null where the text is plain. */
export interface Token {
  readonly kind: SyntaxKind | null
  readonly text: string
}

/**
 * The lines of a program, each as its coloured stretches; neighbours of one colour are joined. Joined again, the texts
 * are the program: nothing is lost. The static page and the editor both colour by this, so that waking the editor
 * changes nothing that can be seen.
 */
export function tokenizeLines(code: string, language: CodeLanguage): Token[][] {
  const grammar = Prism.languages[language]
  if (!grammar) throw new Error(`expected a language that Prism has, got ${language}: add it to CodeLanguage`)
  const lines = normalizeTokens(Prism.tokenize(code, grammar)).map((line) => {
    const joined: { kind: SyntaxKind | null; text: string }[] = []
    for (const token of line) {
      // normalizeTokens stands a lone line break in for an empty line.
      const text = token.content.replaceAll('\n', '')
      if (text === '') continue
      const kind = syntaxKind(token.types)
      const last = joined.at(-1)
      if (last && (last.kind === kind || text.trim() === '')) last.text += text
      else joined.push({ kind, text })
    }
    return joined
  })
  return lines
}
