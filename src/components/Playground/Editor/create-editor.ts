import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from '@codemirror/commands'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { Compartment, EditorState, Prec } from '@codemirror/state'
import { EditorView, highlightActiveLineGutter, keymap, lineNumbers, tooltips } from '@codemirror/view'
import { strings } from '../strings'
import { errorMarks } from './error-marks'
import { highlightedLines, highlighting, setHighlights } from './highlight'
import { language } from './language'
import { theme } from './theme'

export interface EditorOptions {
  readonly parent: HTMLElement
  readonly code: string
  readonly highlight: readonly number[]
  /** The accessible name. */
  readonly label: string
  /** Id of the element that tells how to leave with the keyboard. */
  readonly describedBy: string
  readonly onChange: (code: string) => void
  readonly onRun: () => void
}

/** An editor of TypeScript that looks as the static code does. The caller destroys it. */
export function createEditor(options: EditorOptions): EditorView {
  const { parent, code, highlight, label, describedBy, onChange, onRun } = options
  const runProgram = () => {
    onRun()
    return true
  }
  const completion = new Compartment()
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: code,
      extensions: [
        // First, so that nothing else takes Mod-Enter for a new line.
        keymap.of([{ key: 'Mod-Enter', run: runProgram }]),
        Prec.highest(leaveByEscapeThenTab),
        lineNumbers(),
        highlightActiveLineGutter(),
        history(),
        language,
        indentUnit.of('  '),
        EditorState.tabSize.of(2),
        EditorState.phrases.of({
          Completions: strings.completions(),
          'Selection deleted': strings.selectionDeleted(),
          'Control character': strings.controlCharacter(),
        }),
        indentOnInput(),
        bracketMatching(),
        completion.of([]),
        // Beside the page: a playground clips what grows out of it.
        tooltips({ parent: document.body }),
        keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
        highlighting,
        highlightedLines(highlight),
        errorMarks,
        theme,
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-describedby': describedBy,
          autocapitalize: 'off',
          autocorrect: 'off',
          spellcheck: 'false',
          // It can be focused as it is; this tells those who only look for the attribute.
          tabindex: '0',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString())
        }),
      ],
    }),
  })
  // A chunk of its own: nobody needs completions before the first letter, and without them it is an editor all the same.
  import('./completion').then(
    ({ completions }) => view.dispatch({ effects: completion.reconfigure(completions) }),
    () => {},
  )
  return view
}

/**
 * Tab indents, so it would trap the keyboard. After Escape the next Tab leaves, however long the reader takes
 * (CodeMirror's own such mode lasts two seconds); any other key goes back to editing. It hears Escape before the
 * completions do, which take the key for themselves also while they are only being looked up and nothing is to be seen.
 */
const leaveByEscapeThenTab = EditorView.domEventHandlers({
  keydown(event, view) {
    if (event.key === 'Escape') view.setTabFocusMode(true)
    else if (event.key !== 'Tab' && event.key !== 'Shift') view.setTabFocusMode(false)
    return false
  },
  blur(_, view) {
    view.setTabFocusMode(false)
    return false
  },
})

/**
 * Replace the program in one step, which undo takes back, and nothing with it, however soon after the last key it came.
 * The lines that the text speaks of are marked anew if it is the original, and in another program none are.
 */
export function replaceCode(view: EditorView, code: string, original: boolean): void {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: code },
    effects: setHighlights.of(original),
    annotations: isolateHistory.of('full'),
  })
}
