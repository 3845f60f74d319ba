/** Compiles in a thread of its own, which the page can end: some short programs take a compiler for ever. */
import { compile } from './compile'
import { importTable } from './table'

interface Request {
  readonly id: number
  readonly code: string
}

const scope = self as unknown as {
  onmessage: ((event: { readonly data: Request }) => void) | null
  postMessage(message: unknown): void
}

scope.onmessage = ({ data: { id, code } }) => scope.postMessage({ id, compiled: compile(code, importTable) })
