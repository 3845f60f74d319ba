import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { beforeAll, describe, expect, test } from 'vitest'
import { packPackage } from '../plugins/package-file/pack'

const root = path.resolve(import.meta.dirname, '..')

describe('asyncio-ts as a registry would get it', () => {
  let tarball: Uint8Array<ArrayBuffer>

  beforeAll(async () => {
    tarball = Uint8Array.from(await readFile(await packPackage(root)))
  })

  test('publint has nothing to say', async () => {
    const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, level: 'suggestion', strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  test('its types are right for each way of importing that it has', async () => {
    const result = await checkPackage(createPackageFromTarballData(tarball))
    if (!result.types) throw new Error('the packed package has no types')
    // It is ES modules only: `require` gets one in Node 22, and CommonJS types are not promised.
    const problems = result.problems.filter(
      (problem) =>
        problem.kind !== 'CJSResolvesToESM' && !('resolutionKind' in problem && problem.resolutionKind === 'node10'),
    )
    expect(problems).toEqual([])
    expect(Object.keys(result.entrypoints)).toEqual(expect.arrayContaining(['.', './host', './trace']))
  })
})
