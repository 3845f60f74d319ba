import { EditorView } from '@codemirror/view'

/**
 * The editor in the clothes of the static code: the numbers here are those of HighlightedCode/styles.module.css, so
 * that no letter moves when the code becomes an editor.
 */
export const theme = EditorView.theme({
  '&': { color: 'var(--c-syn-plain)', backgroundColor: 'var(--c-code-bg)', fontSize: 'var(--f-size-code)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--f-mono)',
    fontVariantLigatures: 'none',
    lineHeight: 'var(--f-leading-code)',
    overflowX: 'auto',
    scrollbarWidth: 'thin',
  },
  '.cm-content': { padding: 'var(--code-pad-block) 0', caretColor: 'var(--c-accent)', tabSize: '2' },
  // The room between number and code belongs to the line: were it the gutter's, whose width is no whole number, the
  // editor would take the first column for covered, and hide what it shows there.
  '.cm-line': { padding: '0 16px 0 6px' },
  '.cm-line ::selection, .cm-line::selection': { backgroundColor: 'var(--c-selection)' },
  '.cm-gutters': { border: 'none', color: 'var(--c-faint)', backgroundColor: 'var(--c-code-bg)' },
  '.cm-lineNumbers .cm-gutterElement': {
    boxSizing: 'border-box',
    minWidth: 'calc(2ch + 22px)',
    padding: '0 8px 0 0',
    textAlign: 'right',
  },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--c-ink)', backgroundColor: 'transparent' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    boxShadow: 'inset 0 -2px var(--c-accent)',
  },
  '&.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    boxShadow: 'inset 0 -2px var(--c-danger)',
  },
  '.cm-error': {
    textDecoration: 'underline wavy var(--c-danger) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    border: '1px solid var(--c-control-rule)',
    borderRadius: 'var(--r-1)',
    color: 'var(--c-ink)',
    backgroundColor: 'var(--c-raised)',
    fontSize: 'var(--f-size-code)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--f-mono)', maxHeight: '12em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px', lineHeight: 'var(--f-leading-code)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--c-ink)',
    backgroundColor: 'var(--c-selection)',
  },
  '.cm-completionIcon': { display: 'none' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': { color: 'var(--c-muted)', fontStyle: 'normal' },
})
