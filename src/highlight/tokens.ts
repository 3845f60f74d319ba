import { parser } from '@lezer/javascript'
import { normalizeTokens, Prism } from 'prism-react-renderer'
import type { Token } from './colours'
import { type SyntaxKind, syntaxKind } from './syntax'
import { treeTokens, typescript } from './typescript'

const javascript = parser
const jsx = parser.configure({ dialect: 'jsx' })
const tsx = parser.configure({ dialect: 'jsx ts' })

/** Parsers by the names that fences have. */
const PARSERS = new Map([
  ['typescript', typescript],
  ['ts', typescript],
  ['javascript', javascript],
  ['js', javascript],
  ['tsx', tsx],
  ['jsx', jsx],
])

/**
 * The lines of a program, each as its coloured stretches; neighbours of one colour are joined. TypeScript is coloured as
 * in the editor, any other language by Prism, and one that Prism lacks is plain. Joined again, the texts are the program.
 */
export function tokenizeLines(code: string, language: string): Token[][] {
  const parser = PARSERS.get(language)
  return parser ? treeTokens(code, parser.parse(code)) : prismTokens(code, language)
}

function prismTokens(code: string, language: string): Token[][] {
  const grammar = Prism.languages[language] ?? {}
  const refines = /^(python|py)$/.test(language)
  return normalizeTokens(Prism.tokenize(code, grammar)).map((line) => {
    const tokens = line.map(({ types, content }) => ({
      kind: syntaxKind(types),
      // normalizeTokens stands a lone line break in for an empty line.
      text: content.replaceAll('\n', ''),
    }))
    return joined(
      tokens.flatMap((token, at) =>
        refines ? refined(token, tokens[at + 1]?.text.startsWith('(') ?? false) : [token],
      ),
    )
  })
}

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu

/**
 * What Prism leaves plain in Python is named by habit, so that it looks like the TypeScript beside it: a word before a
 * parenthesis is called, and one that begins in upper case and goes on in lower case is a type. `print` is a keyword to
 * Prism.
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
