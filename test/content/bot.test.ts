import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { runTypeScript } from '../../plugins/record-examples/run-typescript'
import { CONTENT, readSitePage } from '../../src/remark/playground/site-pages'
import { loadOracle, type Oracle } from '../oracle/oracle'
import { splitLines } from './line-table'

/*
 * What the chapter says of a connection that breaks in the middle of a line: the bot takes half a line for the end of the
 * stream. So a server that hangs up in this way changes nothing of what is printed, nor when.
 */
const ROOT = join(import.meta.dirname, '../..')

let oracle: Oracle
beforeAll(async () => {
  oracle = await loadOracle()
})

/** The program with a statement put before the line that hangs up. */
function insertedBefore(line: string, statement: string, code: string): string {
  const parts = code.split(`\n${line}\n`)
  expect(parts).toHaveLength(2)
  const indent = /^ */.exec(line)?.[0] ?? ''
  return parts.join(`\n${indent}${statement}\n${line}\n`)
}

describe.each(['en', 'zh-Hans'] as const)('the bot in %s', (locale) => {
  const { examples } = readSitePage(ROOT, `${CONTENT[0][locale]}/bot.md`)
  const example = examples.find((each) => each.example.id === 'bot')?.example
  if (example?.twin.kind !== 'checked') throw new Error('expected the example bot with a twin that is run')
  const { code, twin } = example

  it('lives on when the last line is cut in half', async () => {
    const cut = insertedBefore('    this.#writer?.close()', `this.#writer?.write(encode('{"event":'))`, code)
    const whole = await runTypeScript(example)
    const half = await runTypeScript({ ...example, code: cut })
    expect(half.ending).toEqual({ kind: 'finished' })
    expect(splitLines(half.lines)).toEqual(splitLines(whole.lines))
  })

  it('lives on in Python, too', () => {
    const cut = insertedBefore('            self._writer.close()', `self._writer.write(b'{"event":')`, twin.code)
    const [whole, half] = [oracle.run(twin.code), oracle.run(cut)]
    expect(half.error).toBeNull()
    expect(splitLines(half.lines)).toEqual(splitLines(whole.lines))
  })
})
