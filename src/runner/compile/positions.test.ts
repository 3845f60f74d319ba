import { afterEach, describe, expect, it, vi } from 'vitest'
import { compile } from './compile'
import { createLocator } from './positions'
import { importTable } from './table'

afterEach(() => void vi.restoreAllMocks())

describe('places in a line that the compiler changed', () => {
  // A program can have thousands of errors with stacks of its own making, and the page looks up each place in them.
  it('are found by reading the line once, however often they are asked for', () => {
    const words = Array.from({ length: 200 }, (_, index) => `a${index}`).join('+')
    const source = `const sum: number = ${words}`
    const compiled = compile(source, importTable)
    if (!compiled.ok) throw new Error('expected a program that compiles')
    const locate = createLocator(source, compiled.code, compiled.insertions)
    const column = compiled.code.indexOf('a7+') + 1
    const reads = vi.spyOn(String.prototype, 'matchAll')
    for (let i = 0; i < 100; i++) {
      expect(locate({ line: 1, column })).toEqual({ line: 1, column: source.indexOf('a7+') + 1 })
    }
    expect(reads.mock.calls).toHaveLength(2)
  })

  it('are its beginning where it has more words than can be laid side by side', () => {
    const source = `const sum: number = ${Array.from({ length: 2000 }, () => 'a').join('+')}`
    const compiled = compile(source, importTable)
    if (!compiled.ok) throw new Error('expected a program that compiles')
    const locate = createLocator(source, compiled.code, compiled.insertions)
    expect(locate({ line: 1, column: 999_999_999 })).toEqual({ line: 1, column: 1 })
  })
})
