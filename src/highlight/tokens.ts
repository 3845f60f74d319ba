import { normalizeTokens, Prism } from 'prism-react-renderer'
import type { Token } from './colours'
import { type SyntaxKind, syntaxKind } from './syntax'

/** Where a plain word's role can be told by its form: see `refined`. */
const REFINED = /^(typescript|ts|tsx|javascript|js|jsx|python|py)$/

/**
 * The lines of a program, each as its coloured stretches; neighbours of one colour are joined, and a language that
 * Prism lacks is plain. Joined again, the texts are the program: nothing is lost. The static page and the editor both
 * colour by this, so that waking the editor changes nothing that can be seen.
 */
export function tokenizeLines(code: string, language: string): Token[][] {
  const grammar = Prism.languages[language] ?? {}
  const refines = REFINED.test(language)
  return normalizeTokens(Prism.tokenize(code, grammar)).map((line) => {
    const tokens = line.map(({ types, content }) => ({
      kind: syntaxKind(types),
      // normalizeTokens stands a lone line break in for an empty line.
      text: content.replaceAll('\n', ''),
      isProse: types.includes('plain-text'),
    }))
    return joined(
      tokens.flatMap((token, at) =>
        refines && !token.isProse ? refined(token, tokens[at + 1]?.text.startsWith('(') ?? false) : [token],
      ),
    )
  })
}

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu

/**
 * What Prism leaves plain is named by the two languages' common habit, so that both look alike: a word before a
 * parenthesis is called, and one that begins in upper case and goes on in lower case is a type. Python's `print` is a
 * keyword to Prism.
 */
function refined({ kind, text }: Token, beforeParenthesis: boolean): Token[] {
  if (kind === 'keyword' && text === 'print' && beforeParenthesis) return [{ kind: 'function', text }]
  if (kind !== null) return [{ kind, text }]
  const tokens: Token[] = []
  let end = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const isType = /^[A-Z].*[a-z]/.test(word)
    const isCalled = beforeParenthesis && index + word.length === text.length
    if (!isType && !isCalled) continue
    tokens.push({ kind: null, text: text.slice(end, index) }, { kind: isType ? 'type' : 'function', text: word })
    end = index + word.length
  }
  return [...tokens, { kind: null, text: text.slice(end) }]
}

/** Neighbours of one colour in one token; blanks have the colour of what is before them. */
function joined(tokens: readonly Token[]): Token[] {
  const result: { kind: SyntaxKind | null; text: string }[] = []
  for (const { kind, text } of tokens) {
    if (text === '') continue
    const last = result.at(-1)
    if (last && (last.kind === kind || text.trim() === '')) last.text += text
    else result.push({ kind, text })
  }
  return result
}
