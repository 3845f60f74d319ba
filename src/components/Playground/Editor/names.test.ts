import * as asyncio from 'asyncio-ts'
import { expect, test } from 'vitest'
import { NAMES } from './names'

test('completes exactly the values that the package exports', () => {
  expect([...NAMES.function, ...NAMES.class, ...NAMES.constant].sort()).toEqual(Object.keys(asyncio).sort())
})
