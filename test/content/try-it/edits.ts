/*
 * Edits of a program by the numbers of its lines, as the text of a chapter names them. The numbers are always those of the
 * page's program, whatever else is edited.
 */
import type { Locale } from '../../../src/remark/playground/site-pages'

/** One text for both languages, or one each. */
export type Said = string | Readonly<Record<Locale, string>>

export type Edit =
  /** Within a line, where `from` stands exactly once. */
  | { readonly kind: 'replace'; readonly line: number; readonly from: Said; readonly to: Said }
  /** A whole line, indentation included. */
  | { readonly kind: 'rewrite'; readonly line: number; readonly to: Said }
  | { readonly kind: 'remove'; readonly line: number }
  /** Before a line; the number behind the last one: at the end. */
  | { readonly kind: 'insert'; readonly line: number; readonly to: Said }
  /** A line goes before another. */
  | { readonly kind: 'move'; readonly line: number; readonly before: number }

export const replace = (line: number, from: Said, to: Said): Edit => ({ kind: 'replace', line, from, to })
export const rewrite = (line: number, to: Said): Edit => ({ kind: 'rewrite', line, to })
export const remove = (line: number): Edit => ({ kind: 'remove', line })
export const insertBefore = (line: number, to: Said): Edit => ({ kind: 'insert', line, to })
export const move = (line: number, before: number): Edit => ({ kind: 'move', line, before })

export function textIn(said: Said, locale: Locale): string {
  return typeof said === 'string' ? said : said[locale]
}

/** The program after all edits; one that does not fit throws, since the page has changed under it. */
export function edited(code: string, edits: readonly Edit[], locale: Locale): string {
  const original = code.split('\n')
  const lines: (string | null)[] = [...original]
  const inserted = new Map<number, string[]>()
  for (const edit of edits) {
    const at = edit.line - 1
    const last = edit.kind === 'insert' ? original.length : original.length - 1
    if (at < 0 || at > last) throw new Error(`expected a line ${edit.line}, but the program has ${original.length}`)
    const insert = (before: number, text: string) => inserted.set(before, [...(inserted.get(before) ?? []), text])
    if (edit.kind === 'remove') lines[at] = null
    else if (edit.kind === 'rewrite') lines[at] = textIn(edit.to, locale)
    else if (edit.kind === 'insert') insert(at, textIn(edit.to, locale))
    else if (edit.kind === 'move') {
      insert(edit.before - 1, original[at] ?? '')
      lines[at] = null
    } else lines[at] = replaced(lines[at] ?? '', textIn(edit.from, locale), textIn(edit.to, locale), edit.line)
  }
  return [...lines, null]
    .flatMap((line, at) => [...(inserted.get(at) ?? []), ...(line === null ? [] : [line])])
    .join('\n')
}

function replaced(line: string, from: string, to: string, number: number): string {
  const parts = line.split(from)
  if (parts.length !== 2) {
    throw new Error(`expected "${from}" once in line ${number}, found it ${parts.length - 1} times: ${line}`)
  }
  return parts.join(to)
}
