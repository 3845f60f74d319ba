import { originalPositionFor, type SourceMapInput, TraceMap } from '@jridgewell/trace-mapping'
import type { Position } from '../session'

/** A source map of version 3, as sucrase makes it: plain data. */
export interface SourceMap {
  readonly version: number
  readonly sources: string[]
  readonly names: string[]
  readonly mappings: string
}

/** From a place in the compiled program to the one in the reader's source. */
export type Locate = (compiled: Position) => Position

/**
 * Where the map knows nothing of a place, the line stays: sucrase never moves a line.
 */
export function createLocator(map: SourceMap): Locate {
  const trace = new TraceMap(map as SourceMapInput)
  return ({ line, column }) => {
    const found = originalPositionFor(trace, { line, column: column - 1 })
    return found.line === null ? { line, column: 1 } : { line: found.line, column: found.column + 1 }
  }
}
