import { type EditorState, type Range, RangeSet, StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView, GutterMarker, gutterLineClass } from '@codemirror/view'
import type { Position, ProgramError } from '../../../runner/session'
import codeStyles from '../../HighlightedCode/styles.module.css'

class FailedNumber extends GutterMarker {
  override elementClass = codeStyles.failedNumber ?? ''
}

interface Marks {
  /** Under the code. */
  readonly words: RangeSet<Decoration>
  /** At the numbers of the lines. */
  readonly lines: RangeSet<GutterMarker>
}

const NO_MARKS: Marks = { words: Decoration.none, lines: RangeSet.empty }
const failedNumber = new FailedNumber()
const setMarks = StateEffect.define<Marks>()

/** Where the errors of the last run came up. The marks move with what the reader changes before them. */
export const errorMarks = StateField.define<Marks>({
  create: () => NO_MARKS,
  update: ({ words, lines }, { changes, effects }) =>
    effects.find((effect) => effect.is(setMarks))?.value ?? { words: words.map(changes), lines: lines.map(changes) },
  provide: (field) => [
    EditorView.decorations.from(field, ({ words }) => words),
    gutterLineClass.from(field, ({ lines }) => lines),
  ],
})

/** Mark where the run's errors came up; none take the marks away. */
export function showErrors(view: EditorView, errors: readonly ProgramError[]): void {
  const { state } = view
  const words: Range<Decoration>[] = []
  const lines: Range<GutterMarker>[] = []
  for (const error of errors) {
    if (error.position === null) continue
    const [from, to] = stretchAt(state, offsetOf(state, error.position))
    const title = [error.name, error.message].filter((part) => part !== '').join(': ')
    if (to > from) words.push(Decoration.mark({ class: 'cm-error', attributes: { title } }).range(from, to))
    lines.push(failedNumber.range(state.doc.lineAt(from).from))
  }
  view.dispatch({ effects: setMarks.of({ words: Decoration.set(words, true), lines: RangeSet.of(lines, true) }) })
}

/** A mark needs something to stand under: the word there, else the letter, else the whole line. */
function stretchAt(state: EditorState, at: number): readonly [from: number, to: number] {
  const word = state.wordAt(at)
  if (word && word.to > at) return [at, word.to]
  const line = state.doc.lineAt(at)
  return at < line.to ? [at, at + 1] : [line.from, line.to]
}

/** The offset of a line and column, both from 1; what lies outside is clamped to the nearest place there is. */
export function offsetOf(state: EditorState, { line, column }: Position): number {
  const found = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines))
  return Math.min(found.from + Math.max(column, 1) - 1, found.to)
}
