import { expect, test } from 'vitest'
import { decodableHash } from './decodable-hash'

test.each(['', '#', '#tasks', '#a%7Eb', '#%E4%BD%A0'])('%j stays as it is', (hash) => {
  expect(decodableHash(hash)).toBe(hash)
})

test.each(['#%', '#a~v1.b%', '#%zz', '#%E4%BD', '#%41%FF'])('%j can be decoded afterwards, to itself', (hash) => {
  expect(decodeURIComponent(decodableHash(hash))).toBe(hash)
})
