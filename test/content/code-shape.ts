import ts from 'typescript'

/** A token or node of a program, with the line it stands on, counted from 1. */
export interface ShapeItem {
  readonly text: string
  readonly line: number
}

/**
 * A program without what a translator may change: comments, string literals and the text of templates. What stands in
 * `${}` stays, and so do names of modules. Two programs of one shape run alike but for the words that they print.
 */
export function shapeOfTypeScript(code: string): readonly ShapeItem[] {
  const file = ts.createSourceFile('example.tsx', code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TSX)
  const shape: ShapeItem[] = []
  const visit = (node: ts.Node): void => {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
    shape.push({ text: textOf(node), line })
    node.getChildren(file).forEach(visit)
  }
  file.statements.forEach(visit)
  return shape
}

function textOf(node: ts.Node): string {
  const kind = ts.SyntaxKind[node.kind] ?? String(node.kind)
  if (isTranslatable(node)) return kind
  return node.getChildCount() === 0 ? `${kind} ${node.getText()}` : kind
}

function isTranslatable(node: ts.Node): boolean {
  if (ts.isStringLiteral(node)) return !ts.isImportDeclaration(node.parent) && !ts.isExportDeclaration(node.parent)
  return (
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node) ||
    ts.isJsxText(node)
  )
}

/**
 * The same for Python: its lines without comments, blank lines and the text of strings. What stands in the braces of
 * an f-string stays. A string over several lines counts as one.
 */
export function shapeOfPython(code: string): readonly ShapeItem[] {
  const shape: ShapeItem[] = []
  let text = ''
  let line = 1
  let startLine = 1
  const endLine = () => {
    if (text.trim() !== '') shape.push({ text: text.trimEnd(), line: startLine })
    text = ''
    startLine = line
  }
  let at = 0
  while (at < code.length) {
    if (code[at] === '\n') {
      at++
      line++
      endLine()
    } else if (code[at] === '#') {
      const end = code.indexOf('\n', at)
      at = end === -1 ? code.length : end
    } else {
      const piece = readPiece(code, at)
      text += piece.shape
      line += code.slice(at, piece.end).split('\n').length - 1
      at = piece.end
    }
  }
  endLine()
  return shape
}

interface Piece {
  readonly shape: string
  /** The offset behind it. */
  readonly end: number
}

const STRING_START = /^([bfrtu]{0,2})("""|'''|"|')/i

/** A string, or a single character of anything else. */
function readPiece(code: string, at: number): Piece {
  const start = /\w/.test(code[at - 1] ?? '') ? null : STRING_START.exec(code.slice(at, at + 5))
  if (!start) return { shape: code[at] ?? '', end: at + 1 }
  const [opening, prefix = '', quote = '"'] = start
  const formatted = /[ft]/i.test(prefix)
  let fields = ''
  let end = at + opening.length
  while (end < code.length && !code.startsWith(quote, end)) {
    if (code[end] === '\\' && !(formatted && code[end + 1] === '{')) {
      end += 2
    } else if (!formatted || code[end] !== '{') {
      end++
    } else if (code[end + 1] === '{') {
      end += 2
    } else {
      const field = readField(code, end)
      fields += field.shape
      end = field.end
    }
  }
  return { shape: `''${fields}`, end: end + quote.length }
}

/** What stands in the braces of an f-string, from the opening brace on; it may hold strings again. */
function readField(code: string, at: number): Piece {
  let shape = '{'
  let depth = 1
  let end = at + 1
  while (end < code.length && depth > 0) {
    const piece = readPiece(code, end)
    if (piece.shape === '{') depth++
    if (piece.shape === '}') depth--
    shape += piece.shape
    end = piece.end
  }
  return { shape, end }
}

/** Where two shapes part, in words; null when they are equal. */
export function firstDifference(left: readonly ShapeItem[], right: readonly ShapeItem[]): string | null {
  const length = Math.max(left.length, right.length)
  for (let index = 0; index < length; index++) {
    const [a, b] = [left[index], right[index]]
    if (a?.text !== b?.text) return `${place(a)} against ${place(b)}`
  }
  return null
}

function place(item: ShapeItem | undefined): string {
  return item ? `line ${item.line} (${item.text})` : 'the end'
}
