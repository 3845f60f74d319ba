import type { Locate } from './compile/positions'
import { limits } from './limits'
import type { WireEnding, WireError } from './protocol'
import { MAIN } from './script'
import type { Ending, ProgramError } from './session'

interface Frame {
  readonly name: string
  readonly line: number
  readonly column: number
}

/** What is needed to find a place of the worker's script in the reader's source. */
export interface Origin {
  readonly locate: Locate
  /** Lines of the script before and of the compiled program. */
  readonly linesBefore: number
  readonly lines: number
}

/** An error of the worker in the reader's terms: frames of prelude and package are left out. */
export function toProgramError({ name, message, stack }: WireError, origin: Origin): ProgramError {
  const frames = parseStack(stack.slice(0, limits.stackChars))
    .map((frame) => ({ ...frame, line: frame.line - origin.linesBefore }))
    .filter(({ line }) => line >= 1 && line <= origin.lines)
    .slice(0, limits.stackFrames)
    .map((frame) => ({ name: frame.name, position: origin.locate(frame) }))
  const position = frames[0]?.position ?? null
  return { name: name.slice(0, limits.nameChars), message: message.slice(0, limits.lineChars), position, stack: frames }
}

/** The same for how a run ended. */
export function toEnding(ending: WireEnding, origin: Origin): Ending {
  return 'error' in ending ? { ...ending, error: toProgramError(ending.error, origin) } : ending
}

/**
 * `at f (blob:…:12:34)` and `at blob:…:12:34` in V8; `f@blob:…:12:34` in Gecko and WebKit. A stack is a text of the
 * program's choice, so each pattern must be through with one of any kind in a time that grows as its length does.
 */
const script = /(?:^|[\s(@])(?:blob:|playground-run\.js)/
const place = /:(\d{1,9}):(\d{1,9})\)?$/
const v8Name = /^at (?:async )?(?:new )?(.+?) \(/
const otherName = /^(?:async\*)?(.*?)@/

function parseStack(stack: string): Frame[] {
  const frames: Frame[] = []
  for (const row of stack.split('\n')) {
    const text = row.trim()
    const found = script.test(text) ? place.exec(text) : null
    if (found === null) continue
    const name = (text.startsWith('at ') ? v8Name : otherName).exec(text)?.[1] ?? ''
    frames.push({ name: displayName(name), line: Number(found[1]), column: Number(found[2]) })
  }
  return frames
}

/** `Object.f [as g]`, `Foo.bar`, `outer/inner<`: engines dress names up; the program's own function has Python's name. */
function displayName(name: string): string {
  const plain = name
    .slice(0, limits.nameChars)
    .replace(/ \[as .*\]$/, '')
    .replace(/^Object\./, '')
    .replace(/[/<]+$/, '')
  const last = plain.split('/').at(-1) ?? plain
  if (last === MAIN) return '<module>'
  return last === '<anonymous>' ? '' : last
}
