import { highlightTree, tags as t, tagHighlighter } from '@lezer/highlight'
import { parser } from '@lezer/javascript'
import type { Token } from './colours'
import type { SyntaxKind } from './syntax'

/** The one parser of TypeScript, of the static page and of the editor. */
export const typescript = parser.configure({ dialect: 'ts' })

export type Tree = ReturnType<typeof typescript.parse>

/** What stands in JSX as prose: it is plain, and no word of it is anything by its form. */
const PROSE = 'prose'

/** Which tags of the parser each syntax colour covers; of a name's tags the most specific one counts. */
const highlighter = tagHighlighter(
  (
    [
      ['comment', [t.comment]],
      ['keyword', [t.keyword, t.atom, t.tagName]],
      ['string', [t.string, t.regexp, t.escape]],
      ['number', [t.number, t.bool]],
      ['function', [t.function(t.variableName), t.function(t.propertyName), t.meta]],
      ['type', [t.typeName, t.className, t.namespace]],
      ['operator', [t.operator, t.function(t.punctuation)]],
      ['punctuation', [t.punctuation, t.derefOperator]],
      ['property', [t.definition(t.propertyName), t.attributeName]],
      [PROSE, [t.content]],
    ] as const
  ).flatMap(([kind, tags]) => tags.map((tag) => ({ tag, class: kind }))),
)

/**
 * The lines of a TypeScript program, each as its coloured stretches, by its tree.
 * Static page and editor both colour by this, so that waking the editor changes nothing that can be seen. Joined again,
 * the texts are the program: nothing is lost.
 */
export function treeTokens(code: string, tree: Tree): Token[][] {
  const lines: { kind: SyntaxKind | null; text: string }[][] = [[]]
  const add = (kind: SyntaxKind | null, stretch: string) => {
    stretch.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([])
      if (text === '') return
      const line = lines.at(-1)
      const last = line?.at(-1)
      // Blanks have the colour of what is before them.
      if (last && (last.kind === kind || text.trim() === '')) last.text += text
      else line?.push({ kind, text })
    })
  }
  const addPlain = (text: string) => {
    let end = 0
    for (const { 0: word, index } of text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)) {
      const kind = kindByForm(word)
      if (kind === null) continue
      add(null, text.slice(end, index))
      add(kind, word)
      end = index + word.length
    }
    add(null, text.slice(end))
  }
  let at = 0
  highlightTree(tree, highlighter, (from, to, classes) => {
    addPlain(code.slice(at, from))
    const text = code.slice(from, to)
    if (classes === PROSE) add(null, text)
    // A method's name, which the parser takes for any property's.
    else if (classes === 'property' && /^\s*[<(]/.test(code.slice(to))) add('function', text)
    else add(classes as SyntaxKind, text)
    at = to
  })
  addPlain(code.slice(at))
  return lines
}

/** What the parser leaves plain is named by habit: a word that begins in upper case and goes on in lower case is a type. */
function kindByForm(word: string): SyntaxKind | null {
  if (word === 'undefined') return 'keyword'
  return /^[A-Z].*[a-z]/.test(word) ? 'type' : null
}
