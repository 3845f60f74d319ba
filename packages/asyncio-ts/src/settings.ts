import type { Clock } from './clock.js'
import { log } from './host-timers.js'
import type { Task } from './tasks.js'
import type { TraceSink } from './trace-sink.js'
import type { WorkerHost } from './worker-host.js'

/** What is reported: an error that nobody handles, one that nobody fetched, or a likely mistake. */
export type ReportKind = 'unhandled' | 'never-retrieved' | 'warning'

/** Takes what no program has caught; `error` is undefined where there is only a message. */
export type Report = (kind: ReportKind, error: unknown, message: string) => void

/** The settings of this instance of the module. Two realms with two instances share nothing. */
interface Settings {
  clock: Clock | null
  report: Report
  turns: number
  interrupted: ((task: Task<unknown>) => void) | null
  trace: TraceSink | null
  workers: WorkerHost | null
}

const reportToConsole: Report = (kind, error, message) => {
  const level = kind === 'warning' ? 'warn' : 'error'
  if (error === undefined) log(level, message)
  else log(level, message, error)
}

export const settings: Settings = {
  clock: null,
  report: reportToConsole,
  turns: 0,
  interrupted: null,
  trace: null,
  workers: null,
}

/** Sets the sink; undefined brings the console back. */
export function setReport(report: Report | undefined): void {
  settings.report = report ?? reportToConsole
}
