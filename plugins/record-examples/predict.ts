import type { Example } from '../../src/fences/example'
import type { Recording } from '../../src/fences/recording'

const MAX_OPTIONS = 4

/**
 * What a reader can answer before they see the run, and which of it is right: that comes from the run alone. Throws where the run
 * has no answer.
 */
export function predictionOf(
  { predict }: Example,
  lines: readonly string[],
  time: number,
): NonNullable<Recording['predict']> | null {
  if (predict === undefined) return null
  if (predict.kind === 'time') {
    const answer = predict.times.indexOf(time)
    if (answer === -1) {
      throw new Error(`predict=time:${predict.times.join(',')}: the run ends at ${time} s, which is none of these`)
    }
    return { options: predict.times.map((each) => `${each}\u202fs`), answer }
  }
  const right = lines[predict.line - 1]
  if (right === undefined) throw new Error(`predict=line:${predict.line}: the run prints ${lines.length} lines only`)
  // The lines around it are the likeliest to be taken for it.
  const near = lines
    .map((line, index) => ({ line, distance: Math.abs(index + 1 - predict.line) }))
    .sort((a, b) => a.distance - b.distance)
  const options = [...new Set(near.map(({ line }) => line))].slice(0, MAX_OPTIONS).sort()
  if (options.length < 2)
    throw new Error(`predict=line:${predict.line}: the run prints nothing else that could be chosen`)
  return { options, answer: options.indexOf(right) }
}
