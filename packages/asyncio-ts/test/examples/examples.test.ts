import { afterEach, describe, expect, test } from 'vitest'
import * as executor from '../../src/executor/index.js'
import { repr } from '../../src/format.js'
import * as host from '../../src/host.js'
import * as asyncio from '../../src/index.js'
import * as net from '../../src/net/index.js'
import * as node from '../../src/node/index.js'
import * as trace from '../../src/trace/index.js'
import { notRun } from './not-run'
import { withChecks, withoutImports } from './program'
import { type DocExample, readExamples } from './read'
import { runExample, says } from './run-example'
import type { Setting } from './setting'
import { net as netSettings } from './settings-net'
import { sync } from './settings-sync'
import { tasks } from './settings-tasks'
import { typeErrors } from './type-check'

/*
 * Every example of a docstring is TypeScript, runs on virtual time, prints what its setting says, and has the values that
 * its comments state.
 */

const entries: Readonly<Record<string, object>> = {
  'executor/index.ts': executor,
  'host.ts': host,
  'index.ts': asyncio,
  'net/index.ts': net,
  'node/index.ts': node,
  'trace/index.ts': trace,
}
const api: Readonly<Record<string, unknown>> = Object.assign({}, ...Object.values(entries))

const settings = new Map<string, Setting>(Object.entries({ ...tasks, ...sync, ...netSettings }))
const examples = readExamples()
const executed = examples.filter(({ key }) => !(key in notRun))

/** The example between what it presumes and what comes after it. */
function around(key: string, code: string): string {
  const { before = '', after = '' } = settings.get(key) ?? {}
  // A block, so that it may declare anew what the setting has used.
  return `${before}\n{\n${code}\n${after}\n}`
}

afterEach(() => {
  host.configureHost()
  net.setNetwork(null)
})

describe('the examples in docstrings', () => {
  test('are all met here, and each setting and each exception belongs to one', () => {
    expect(examples.length).toBeGreaterThan(110)
    const keys = new Set(examples.map(({ key }) => key))
    expect([...settings.keys(), ...Object.keys(notRun)].filter((key) => !keys.has(key))).toEqual([])
    expect(Object.keys(notRun).filter((key) => settings.has(key))).toEqual([])
  })

  test('use what there is, as its types allow', () => {
    const programs = executed.map(({ key, code }) => [key, around(key, withoutImports(code))] as const)
    expect(typeErrors(new Map(programs), entries)).toEqual([])
  })

  test.for(executed)('run: $key', async ({ key, code }: DocExample) => {
    const { prints = [], throws, outside = false } = settings.get(key) ?? {}
    const checked = withChecks(withoutImports(code))
    const running = runExample(around(key, checked.code), api, outside)
    if (throws !== undefined) return expect(running).rejects.toMatchObject({ name: throws })
    const { printed, values } = await running
    expect(printed).toEqual(prints.map((line) => (typeof line === 'string' ? line : expect.stringMatching(line))))
    for (const [n, comment] of checked.comments.entries()) {
      expect(values.has(n), `“${comment}” was not reached`).toBe(true)
      expect(says(comment, values.get(n)), `“${comment}”, got ${repr(values.get(n))}`).toBe(true)
    }
  })
})
