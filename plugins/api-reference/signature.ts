/*
 * Signatures as a reader wants them: written as in the source, without bodies, defaults and what is not public.
 */
import ts from 'typescript'

/** Longer ones get a line for each parameter. */
const WIDTH = 72

/** The signature of a function (each of its overloads), a constant, an interface or another type. */
export function signatureOf(declarations: readonly ts.Declaration[], checker: ts.TypeChecker): string {
  const functions = declarations.filter(ts.isFunctionDeclaration)
  if (functions.length > 0) {
    return overloads(functions)
      .map((each) => callSignature(`function ${each.name?.text}`, each, checker))
      .join('\n')
  }
  return declarations
    .map((each) => (ts.isVariableDeclaration(each) ? constSignature(each, checker) : typeText(each)))
    .join('\n\n')
}

/** `class Task<T> extends Future<T>`, and how one is made where a program may make one. */
export function classSignature(declaration: ts.ClassDeclaration, base: string | null, checker: ts.TypeChecker): string {
  const name = declaration.name?.text ?? ''
  const types = typeParameters(declaration)
  const made = `new ${name}${typeArguments(declaration)}`
  const parent = declaration.heritageClauses?.[0]?.types[0]?.getText() ?? ''
  const head = `class ${name}${types}${base === null ? '' : ` extends ${parent}`}`
  const own = declaration.members.filter(ts.isConstructorDeclaration)
  if (own.length > 0) {
    const shown = overloads(own.filter((each) => !isNotPublic(each)))
    return [head, ...shown.map((each) => callSignature(made, each, checker, null))].join('\n')
  }
  const symbol = declaration.name && checker.getSymbolAtLocation(declaration.name)
  const inherited = symbol && checker.getTypeOfSymbolAtLocation(symbol, declaration).getConstructSignatures().at(-1)
  if (inherited === undefined) return head
  const parameters = inherited.parameters.map((parameter) => {
    const optional = parameter.valueDeclaration !== undefined && isOptional(parameter.valueDeclaration)
    const type = checker.getTypeOfSymbolAtLocation(parameter, declaration)
    // `message?: string` is `string | undefined` to the checker.
    return `${parameter.name}${optional ? '?' : ''}: ${checker.typeToString(optional ? type.getNonNullableType() : type)}`
  })
  return `${head}\n${wrapped(made, parameters, '')}`
}

/** The signature of a method (each of its overloads), a property or an accessor. */
export function memberSignature(declarations: readonly ts.Declaration[], checker: ts.TypeChecker): string {
  const methods = declarations.filter(ts.isMethodDeclaration)
  if (methods.length > 0) {
    return overloads(methods)
      .map((each) => callSignature(each.name.getText(), each, checker))
      .join('\n')
  }
  const [first] = declarations
  if (first === undefined) return ''
  const { name } = first as ts.NamedDeclaration
  const written = declarations.some(ts.isSetAccessor)
  const readonly = ts.isGetAccessor(first)
    ? !written
    : (ts.getCombinedModifierFlags(first) & ts.ModifierFlags.Readonly) !== 0
  const annotated = declarations.map((each) => (each as { type?: ts.TypeNode }).type).find((type) => type !== undefined)
  const found = checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(first))
  const type = annotated ? oneLine(annotated.getText()) : checker.typeToString(found)
  return `${readonly ? 'readonly ' : ''}${name?.getText() ?? ''}: ${type}`
}

function constSignature(declaration: ts.VariableDeclaration, checker: ts.TypeChecker): string {
  const type = declaration.type?.getText() ?? checker.typeToString(checker.getTypeAtLocation(declaration))
  return `const ${declaration.name.getText()}: ${oneLine(type).replace(/"(\w+)"/g, "'$1'")}`
}

/** An interface or another type as its source writes it, with the comments of its members, without internal ones. */
function typeText(declaration: ts.Declaration): string {
  const source = declaration.getSourceFile().text
  let [at, text] = [declaration.getStart(), '']
  for (const member of ts.isInterfaceDeclaration(declaration) ? declaration.members : []) {
    if (!isNotPublic(member)) continue
    text += source.slice(at, member.pos)
    at = member.end
  }
  return (text + source.slice(at, declaration.end)).replace(/^export /, '').replace(COMMENT, rewrapped)
}

const COMMENT = /^( *)\/\*\*([\s\S]*?)\*\//gm

/** A comment in lines that fit beside the text of a page; an empty line in it stays one. */
function rewrapped(_: string, indent: string, content: string): string {
  const paragraphs = content
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim()
    .split(/\n\s*\n/)
    .map(oneLine)
  const [first = ''] = paragraphs
  const line = `${indent}/** ${first} */`
  if (paragraphs.length === 1 && line.length <= WIDTH) return line
  const room = WIDTH - indent.length - ' * '.length
  const lines = paragraphs.map((each) => each.match(new RegExp(`\\S.{0,${room - 2}}\\S(?= |$)|\\S+`, 'g')) ?? [])
  const body = lines.map((each) => each.map((text) => `${indent} * ${text}`).join('\n')).join(`\n${indent} *\n`)
  return `${indent}/**\n${body}\n${indent} */`
}

/** What is declared for callers: all but the last, which has the body, where there are several. */
function overloads<T extends ts.SignatureDeclaration & { body?: ts.Node | undefined }>(
  all: readonly T[],
): readonly T[] {
  return all.length > 1 ? all.filter(({ body }) => body === undefined) : all
}

function callSignature(
  head: string,
  declaration: ts.SignatureDeclaration,
  checker: ts.TypeChecker,
  result: 'result' | null = 'result',
): string {
  const parameters = declaration.parameters.map((each) => {
    const dots = each.dotDotDotToken ? '...' : ''
    const optional = isOptional(each) ? '?' : ''
    // The name of a parameter that a body does not use begins with an underscore there.
    const name = ts.isIdentifier(each.name) ? each.name.text.replace(/^_/, '') : 'options'
    const type = each.type?.getText() ?? checker.typeToString(checker.getTypeAtLocation(each))
    return `${dots}${name}${optional}: ${oneLine(type)}`
  })
  const signature = checker.getSignatureFromDeclaration(declaration)
  const type = declaration.type?.getText() ?? (signature ? checker.typeToString(signature.getReturnType()) : 'void')
  const types = result === null ? '' : typeParameters(declaration)
  return wrapped(`${head}${types}`, parameters, result === null ? '' : `: ${oneLine(type)}`)
}

function wrapped(head: string, parameters: readonly string[], tail: string): string {
  const line = `${head}(${parameters.join(', ')})${tail}`
  if (line.length <= WIDTH || parameters.length === 0) return line
  // Behind a rest parameter no comma may stand.
  const lines = parameters.map((each) => `  ${each}${each.startsWith('...') ? '' : ','}\n`)
  return `${head}(\n${lines.join('')})${tail}`
}

function typeArguments({ typeParameters }: ts.ClassDeclaration): string {
  return typeParameters ? `<${typeParameters.map((each) => each.name.text).join(', ')}>` : ''
}

function typeParameters(declaration: {
  typeParameters?: ts.NodeArray<ts.TypeParameterDeclaration> | undefined
}): string {
  const { typeParameters } = declaration
  return typeParameters ? `<${typeParameters.map((each) => oneLine(each.getText())).join(', ')}>` : ''
}

function isOptional(node: ts.Node): boolean {
  return ts.isParameter(node) && (node.questionToken !== undefined || node.initializer !== undefined)
}

function isNotPublic(node: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
  return (
    ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal') ||
    (ts.getCombinedModifierFlags(node) & hidden) !== 0
  )
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
