import type { Example } from '../../fences/example'
import { limits } from '../../runner/limits'
import type { CrashReason, Ending, FloodReason } from '../../runner/session'
import { runStrings as strings } from './run-strings'

/** How a run ended, in a few words; `detail` is what lies behind it, for who looks into it. */
export function endingWords(ending: Ending, example: Example): { text: string; detail: string | undefined } {
  return { text: endingText(ending, example), detail: endingDetail(ending) }
}

function endingText(ending: Ending, example: Example): string {
  switch (ending.kind) {
    case 'finished':
      return strings.finished()
    case 'failed':
      return example.expect === 'error' ? strings.failedAsExpected() : strings.failed()
    case 'invalid':
      return strings.invalid()
    case 'stopped':
      return strings.stopped()
    case 'blocked':
      return blockedText(ending)
    case 'polling':
      return strings.polling()
    case 'alive':
      if (ending.minutes !== undefined) return strings.aliveFor(ending.minutes)
      return ending.count === 1 ? strings.aliveOne() : strings.alive(ending.count)
    case 'deadlock':
      return strings.deadlock()
    case 'flood':
      return floodText(ending.reason)
    case 'memory':
      return strings.memory()
    case 'crashed':
      return strings.crashed()
  }
}

function endingDetail(ending: Ending): string | undefined {
  if (ending.kind !== 'crashed') return undefined
  // The engine's own words are English.
  return [crashText(ending.reason), ending.detail].filter((part) => part !== '').join(' ')
}

function blockedText({ seconds, line, within }: Extract<Ending, { kind: 'blocked' }>): string {
  if (line === null) return within ? strings.blockedWithin(seconds) : strings.blocked(seconds)
  return within ? strings.blockedWithinAt(seconds, line) : strings.blockedAt(seconds, line)
}

function floodText(reason: FloodReason): string {
  switch (reason) {
    case 'lines at once':
      return strings.floodLinesAtOnce(limits.batchLines)
    case 'characters at once':
      return strings.floodCharsAtOnce(limits.batchChars / 1024)
    case 'lines':
      return strings.floodLines(limits.runLines)
    case 'characters':
      return strings.floodChars(limits.runChars / 1024 ** 2)
    case 'uncaught errors':
      return strings.floodErrors(limits.uncaughtErrors)
    case 'messages':
    case 'message size':
      return strings.floodMessages()
    case 'nonsense':
      return strings.floodNonsense()
  }
}

function crashText(reason: CrashReason): string {
  switch (reason) {
    case 'worker died':
    case 'worker unreadable':
    case 'worker silent':
      return strings.crashWorker()
    case 'frame silent':
      return strings.crashSilent()
    case 'frame shut':
    case 'frame replaced':
    case 'frame nonsense':
      return strings.crashFrame()
    case 'neighbour flooded':
      return strings.crashNeighbour()
    case 'not loaded':
      return strings.crashNotLoaded()
  }
}
