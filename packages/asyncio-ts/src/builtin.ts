import { RuntimeError } from './errors.js'

interface Process {
  getBuiltinModule?(name: string): unknown
}

/**
 * A module of Node's own. Not imported: so what needs it can stand in a module that a browser loads too.
 *
 * @throws RuntimeError where there is no such Node.
 */
export function builtin<T>(name: string, what: string): T {
  const { process } = globalThis as { process?: Process }
  const found = process?.getBuiltinModule?.(name)
  if (found === undefined) throw new RuntimeError(`${what} needs ${name}: Node 20.16 or later`)
  return found as T
}
