import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isAccepted, type Lock, licencesText, licensedPackages } from './licences'

const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')) as Lock

test('every package that the site is built of may be used for it', () => {
  const packages = licensedPackages(lock)
  expect(packages.length).toBeGreaterThan(500)
  expect(packages.filter(({ licence }) => !isAccepted(licence))).toEqual([])
})

test('what only tests the site, and what is its own, is not listed', () => {
  const packages = licensedPackages({
    packages: {
      '': { version: '1.0.0' },
      'packages/own': { version: '1.0.0' },
      'node_modules/own': { link: true },
      'node_modules/tests': { version: '1.0.0', license: 'MIT', dev: true },
      'node_modules/@a/b/node_modules/c': { version: '2.0.0', license: 'MIT' },
    },
  })
  expect(packages).toEqual([{ name: 'c', version: '2.0.0', licence: 'MIT' }])
  expect(licencesText(packages)).toContain('\nc 2.0.0: MIT\n')
})

test('one of the licences that are offered is enough, all that are asked for are needed', () => {
  expect(isAccepted('(GPL-3.0 OR MIT)')).toBe(true)
  expect(isAccepted('Apache-2.0 AND MIT')).toBe(true)
  expect(isAccepted('GPL-3.0 AND MIT')).toBe(false)
  expect(isAccepted('none named')).toBe(false)
})
