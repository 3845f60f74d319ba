const TERMINAL_MS = 500
const FILE_MS = 60_000

/** How far a long run has come: a line that is written over in a terminal, a line a minute in a file. */
export class Progress {
  private readonly started = performance.now()
  private done = 0
  private shown = 0

  constructor(private readonly total: number) {}

  add(count: number): void {
    this.done += count
    const now = performance.now() - this.started
    if (now - this.shown < (process.stderr.isTTY ? TERMINAL_MS : FILE_MS)) return
    this.shown = now
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${this.line()}` : `${this.line()}\n`)
  }

  /** Makes room for something else. */
  clear(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  }

  finish(): void {
    this.clear()
    console.log(`${this.line()}. No difference.`)
  }

  private line(): string {
    const seconds = (performance.now() - this.started) / 1000
    const rate = Math.round(this.done / seconds)
    const memory = Math.round(process.memoryUsage.rss() / 2 ** 20)
    return `${number(this.done)} of ${number(this.total)} programs in ${seconds.toFixed(0)} s: ${rate} a second, ${memory} MiB`
  }
}

function number(n: number): string {
  return n.toLocaleString('en')
}
