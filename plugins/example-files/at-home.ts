import type { Example } from '../../src/fences/example'

/**
 * An example's program as it runs in Node. One that hands work to a pool needs a module there from which each worker
 * loads what it runs: the program itself is made that module, which begins in the main thread alone, as a Python program
 * does below `if __name__ == '__main__':`.
 */
export function atHome({ id, code }: Pick<Example, 'id' | 'code'>): string {
  if (!code.includes("from 'asyncio-ts/executor'")) return code
  const lost = (what: string) => new Error(`example ${id}: its file to run at home needs ${what}`)
  const names = [...new Set([...code.matchAll(/\brunInExecutor\(\s*\w+,\s*(\w+)/g)].map(([, name]) => name as string))]
  if (names.length === 0) throw lost('runInExecutor(pool, <a function>, …)')
  let home = code
  const change = (from: RegExp, to: string, what: string): void => {
    if (!from.test(home)) throw lost(what)
    home = home.replace(from, to)
  }
  for (const name of names)
    change(new RegExp(`^function ${name}\\b`, 'm'), `export function ${name}`, `function ${name}`)
  change(/new WorkerPool\((?:\{ (.*?) \})?\)/, 'new WorkerPool({ $1, module })', 'new WorkerPool(…)')
  home = home.replace('{ , module }', '{ module }')
  change(/^await run\(/m, 'if (isMainThread) await run(', 'await run(…)')
  change(
    /((?:^import [^']*'[^']*'\n)+)/m,
    `import { isMainThread } from 'node:worker_threads'\n$1\n// Workers load this file, too, and take from it what they run.\nconst module = { url: import.meta.url, exports: { ${names.join(', ')} } }\n`,
    'imports at its beginning',
  )
  return home
}
