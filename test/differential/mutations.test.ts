import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mutate, mutations } from './mutations'

const read = (file: string) => readFileSync(new URL(`../../packages/asyncio-ts/src/${file}`, import.meta.url), 'utf8')

test.each(mutations)('can still be applied to the sources: $name', (mutation) => {
  const source = read(mutation.file)
  expect(mutate(source, mutation)).not.toBe(source)
})

test('mutations have names of their own', () => {
  expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length)
})

test('a mutation whose text is gone, or stands there twice, says so', () => {
  const mutation = { name: 'swap', file: 'x.ts', find: 'a', replace: 'b' }
  expect(mutate('-a-', mutation)).toBe('-b-')
  expect(() => mutate('---', mutation)).toThrow(
    'mutation "swap": expected its text once in packages/asyncio-ts/src/x.ts, found it 0 times',
  )
  expect(() => mutate('a-a', mutation)).toThrow('found it 2 times')
})
