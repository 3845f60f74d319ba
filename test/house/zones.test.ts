import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IConfiguration

describe('the walls between the zones', () => {
  let house: string

  beforeEach(() => {
    house = mkdtempSync(path.join(os.tmpdir(), 'zones-'))
  })
  afterEach(() => rmSync(house, { recursive: true }))

  /** The rules that a house of these files breaks. */
  async function broken(files: Record<string, string>): Promise<string[]> {
    for (const [name, source] of Object.entries(files)) {
      mkdirSync(path.join(house, path.dirname(name)), { recursive: true })
      writeFileSync(path.join(house, name), source)
    }
    const { tsConfig: _, ...options } = config.options ?? {}
    const ruleSet = { forbidden: config.forbidden ?? [] }
    const { output } = await cruise(['.'], { ...options, baseDir: house, ruleSet, validate: true })
    return (output as ICruiseResult).summary.violations.map((violation) => violation.rule.name)
  }

  test('let a zone import what it may', async () => {
    const files = {
      'src/fences/a.ts': "import { b } from './b'\nexport const a = b",
      'src/fences/b.ts': 'export const b = 1',
      'src/remark/playground/index.ts': "import { a } from '../../fences/a'\nexport default a",
    }
    expect(await broken(files)).toEqual([])
  })

  test.each([
    ['fences', 'src/fences/a.ts', "import path from 'node:path'\nexport default path"],
    ['asyncio-ts', 'packages/asyncio-ts/src/a.ts', "import fs from 'node:fs'\nexport default fs"],
    ['runner', 'src/runner/client.ts', "import { useState } from 'react'\nexport default useState"],
    ['runner/worker', 'src/runner/worker/a.ts', "import { a } from '../client'\nexport default a"],
    ['highlight', 'src/highlight/a.ts', "import { a } from '../components/a'\nexport default a"],
    ['highlighter-stays-away', 'src/components/b.ts', "import { a } from '../highlight/tokens'\nexport default a"],
    ['edits', 'src/edits/a.ts', "import { useState } from 'react'\nexport default useState"],
    ['search', 'src/search/a.ts', "import { a } from '../components/a'\nexport default a"],
    ['remark', 'src/remark/playground/a.ts', "import { a } from '../../components/a'\nexport default a"],
    ['components', 'src/components/a.ts', "import { a } from '../runner/worker/a'\nexport default a"],
    ['theme', 'src/theme/a.ts', "import { a } from '../runner/client'\nexport default a"],
  ])('stop %s from importing what it may not', async (zone, file, source) => {
    const targets = {
      'src/runner/client.ts': 'export const a = 1',
      'src/runner/worker/a.ts': 'export const a = 1',
      'src/components/a.ts': 'export const a = 1',
      'src/highlight/tokens.ts': 'export const a = 1',
    }
    expect(await broken({ ...targets, [file]: source })).toEqual([zone])
  })

  test('stop a type that is imported across a wall, too', async () => {
    const files = {
      'src/fences/a.ts': "import type { A } from '../components/a'\nexport type B = A",
      'src/components/a.ts': 'export type A = 1',
    }
    expect(await broken(files)).toEqual(['fences'])
  })

  test('stop two files from importing each other', async () => {
    const files = {
      'src/fences/a.ts': "import { b } from './b'\nexport const a = (): number => b()",
      'src/fences/b.ts': "import { a } from './a'\nexport const b = (): number => a()",
    }
    expect(new Set(await broken(files))).toEqual(new Set(['no-circle']))
  })
})
