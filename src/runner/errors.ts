import type { Locate } from './compile/positions'
import { limits } from './limits'
import type { WireEnding, WireError, WireLine } from './protocol'
import { MAIN } from './script'
import type { Ending, OutputLine, Position, ProgramError } from './session'

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
export function toProgramError({ name, message, stack: text, members }: WireError, origin: Origin): ProgramError {
  const stack = framesOf(text, origin)
  return {
    name: name.slice(0, limits.nameChars),
    message: message.slice(0, limits.lineChars),
    position: stack[0]?.position ?? null,
    stack,
    ...(members && { members: members.map((member) => toProgramError(member, origin)) }),
  }
}

/** The same for a printed line. */
export function toOutputLine({ error, ...line }: WireLine, origin: Origin): OutputLine {
  return error === undefined ? line : { ...line, error: toProgramError(error, origin) }
}

/** The same for how a run ended. */
export function toEnding(ending: WireEnding, origin: Origin): Ending {
  switch (ending.kind) {
    case 'failed': {
      const error = toProgramError(ending.error, origin)
      return saysOutOfMemory(error) ? { kind: 'memory', error } : { kind: 'failed', error }
    }
    case 'polling':
      return { kind: 'polling', error: toProgramError(ending.error, origin) }
    case 'deadlock':
      return {
        kind: 'deadlock',
        error: toProgramError(ending.error, origin),
        waiting: ending.waiting.map(({ stack, ...who }) => ({ ...who, position: placeOf(stack, origin) })),
      }
    case 'alive':
      return {
        ...ending,
        pending: ending.pending.map(({ stack, ...what }) => ({ ...what, position: placeOf(stack, origin) })),
      }
    default:
      return ending
  }
}

/** The engines' words for it: V8's for a buffer, Gecko's and WebKit's for all else. */
const outOfMemory = /^(?:RangeError: Array buffer allocation failed|(?:Internal|Range)?Error: out of memory)/i

/** Whether an engine's own error says that memory ran out. */
export function saysOutOfMemory({ name, message }: Pick<WireError, 'name' | 'message'>): boolean {
  return outOfMemory.test(`${name}: ${message}`)
}

function placeOf(stack: string, origin: Origin): Position | null {
  return framesOf(stack, origin)[0]?.position ?? null
}

function framesOf(stack: string, origin: Origin): ProgramError['stack'] {
  return parseStack(stack.slice(0, limits.stackChars))
    .map((frame) => ({ ...frame, line: frame.line - origin.linesBefore }))
    .filter(({ line }) => line >= 1 && line <= origin.lines)
    .slice(0, limits.stackFrames)
    .map((frame) => ({ name: frame.name, position: origin.locate(frame) }))
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
