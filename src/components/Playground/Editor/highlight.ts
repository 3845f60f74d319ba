import { ensureSyntaxTree, syntaxTree } from '@codemirror/language'
import { type EditorState, RangeSetBuilder, StateEffect, StateField, type Text } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutterLineClass } from '@codemirror/view'
import { type Tree, treeTokens } from '../../../highlight/typescript'
import codeStyles from '../../HighlightedCode/styles.module.css'

/**
 * Colouring reads the whole program at each change. A longer one, such as a link may bring and nobody writes by hand,
 * stays plain: its tree may be as deep as it is long, and its marks as many.
 */
const MAX_COLOURED = 20_000
/** The editor parses the first 3,000 characters before it is shown; longer programs get so much time for the rest. */
const FIRST_PARSE_MS = 100

const MARKS = new Map<string, Decoration>()

function markOf(kind: string): Decoration {
  const mark = MARKS.get(kind) ?? Decoration.mark({ class: codeStyles[kind] ?? '' })
  MARKS.set(kind, mark)
  return mark
}

function colours(doc: Text, tree: Tree): DecorationSet {
  if (doc.length > MAX_COLOURED) return Decoration.none
  const builder = new RangeSetBuilder<Decoration>()
  treeTokens(doc.toString(), tree).forEach((tokens, index) => {
    let at = doc.line(index + 1).from
    for (const { kind, text } of tokens) {
      if (kind) builder.add(at, at + text.length, markOf(kind))
      at += text.length
    }
  })
  return builder.finish()
}

/** What stays plain is not parsed ahead: the parser recurses as deep as a program nests, which can be too deep. */
function firstTree(state: EditorState): Tree {
  const { length } = state.doc
  return (length > MAX_COLOURED ? null : ensureSyntaxTree(state, length, FIRST_PARSE_MS)) ?? syntaxTree(state)
}

/**
 * Colours by the very function that coloured the static page when the site was built, and by the tree that the editor
 * has anyway: two highlighters never agree on each word, and then code would flicker when it wakes. Of a long program
 * the tree grows in the background, and the colours with it.
 */
export const highlighting = StateField.define<DecorationSet>({
  create: (state) => colours(state.doc, firstTree(state)),
  update: (value, { startState, state }) => {
    const tree = syntaxTree(state)
    return tree === syntaxTree(startState) ? value : colours(state.doc, tree)
  },
  provide: (field) => EditorView.decorations.from(field),
})

const lineMark = Decoration.line({ class: codeStyles.highlighted ?? '' })

class HighlightedNumber extends GutterMarker {
  override elementClass = codeStyles.highlightedNumber ?? ''
}
const numberMark = new HighlightedNumber()

/** The whole program is another: mark the lines again if it is the original, otherwise none. */
export const setHighlights = StateEffect.define<boolean>()

/** The lines that the text speaks of; they move with what the reader inserts above them. */
export function highlightedLines(lines: readonly number[]) {
  const marksIn = (doc: Text) =>
    Decoration.set(lines.filter((line) => line <= doc.lines).map((line) => lineMark.range(doc.line(line).from)))
  return StateField.define<DecorationSet>({
    create: ({ doc }) => marksIn(doc),
    update: (value, transaction) => {
      const set = transaction.effects.find((effect) => effect.is(setHighlights))
      if (set === undefined) return value.map(transaction.changes)
      return set.value ? marksIn(transaction.newDoc) : Decoration.none
    },
    provide: (field) => [
      EditorView.decorations.from(field),
      gutterLineClass.compute([field], (state) => {
        const builder = new RangeSetBuilder<GutterMarker>()
        const cursor = state.field(field).iter()
        for (; cursor.value; cursor.next()) {
          const { from } = state.doc.lineAt(cursor.from)
          builder.add(from, from, numberMark)
        }
        return builder.finish()
      }),
    ],
  })
}
