import { RangeSetBuilder, StateEffect, StateField, type Text } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutterLineClass } from '@codemirror/view'
import { SYNTAX, type SyntaxKind } from '../../../highlight/syntax'
import { tokenizeLines } from '../../../highlight/tokens'
import codeStyles from '../../HighlightedCode/styles.module.css'

/**
 * Colouring reads the whole program at each change, by patterns whose time grows with the square of a line, and of
 * templates in templates: a program of one word of 64 KiB, which a link may bring, would hold up the page for minutes.
 * What nobody writes by hand stays plain.
 */
const MAX_COLOURED = 20_000
const LONGEST_COLOURED_LINE = 500

const MARKS = new Map(
  Object.keys(SYNTAX).map((kind) => [kind as SyntaxKind, Decoration.mark({ class: codeStyles[kind] ?? '' })]),
)

function isColoured(doc: Text): boolean {
  if (doc.length > MAX_COLOURED) return false
  for (const line of doc.iterLines()) if (line.length > LONGEST_COLOURED_LINE) return false
  return true
}

function colours(doc: Text): DecorationSet {
  if (!isColoured(doc)) return Decoration.none
  const builder = new RangeSetBuilder<Decoration>()
  tokenizeLines(doc.toString(), 'typescript').forEach((tokens, index) => {
    let at = doc.line(index + 1).from
    for (const { kind, text } of tokens) {
      const mark = kind && MARKS.get(kind)
      if (mark) builder.add(at, at + text.length, mark)
      at += text.length
    }
  })
  return builder.finish()
}

/**
 * Colours by the very tokens of the static page, not by the editor's own parser (which still serves indentation,
 * brackets and completion): two highlighters never agree on each word, and then code would flicker when it wakes.
 */
export const highlighting = StateField.define<DecorationSet>({
  create: (state) => colours(state.doc),
  update: (value, transaction) => (transaction.docChanged ? colours(transaction.newDoc) : value),
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
