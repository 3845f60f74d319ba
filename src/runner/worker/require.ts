import { create, defineProperty, freeze, NativeError } from './primordials'

type Namespace = Readonly<Record<string, unknown>>

/**
 * `require` as compiled imports call it. The compiler has refused unknown modules already, with their place; this is
 * for a program that calls `require` under another name.
 */
export function createRequire(modules: Readonly<Record<string, Namespace>>): (specifier: unknown) => Namespace {
  const table: Record<string, Namespace> = create(null)
  let names = ''
  for (const [specifier, module] of Object.entries(modules)) {
    const namespace = create(null)
    for (const [name, value] of Object.entries(module)) namespace[name] = value
    // Tells the compiled program that the names need no wrapping.
    defineProperty(namespace, '__esModule', { value: true })
    table[specifier] = freeze(namespace)
    names += `${names === '' ? '' : ', '}'${specifier}'`
  }
  return (specifier) => {
    const found = typeof specifier === 'string' ? table[specifier] : undefined
    if (found === undefined) throw new NativeError(`there is no such module here; a program can import ${names}`)
    return found
  }
}
