/**
 * Every limit of a run, with its unit in its name. A program that meets one ends with an `Ending` that says which;
 * nothing of the page is ever slowed down for it.
 */
export const limits = {
  /** A line longer than this is cut, and says by how much. */
  lineChars: 10_000,
  /** Output of one batch window: more of either ends the run as a flood. */
  batchLines: 1_000,
  batchChars: 256 * 1024,
  /** Two batches are at least this far apart; the first goes out at once. */
  batchGapMs: 50,
  /** Output of a whole run that the page keeps; more of either ends the run as a flood. */
  runLines: 20_000,
  runChars: 16 * 1024 * 1024,
  /** Errors that nobody caught, in one run. */
  uncaughtErrors: 100,
  /** Timers of setTimeout and setInterval that wait at one time. */
  timers: 1_000,
  /** From one worker, as the controller counts them. */
  messagesPerSecond: 60,
  messageChars: 2 * 1024 * 1024,
  /** Characters of an engine's words for how a worker died. */
  reasonChars: 500,

  /** How often the page asks a run whether it still gives way. */
  pingEveryMs: 500,
  /** A run that has not answered for so long is blocked (which shows at the next ping). */
  blockedAfterMs: 2_000,
  /** From `run/start` to `run/begin`: a worker that does not come up is a crash, not a blocked program. */
  startWithinMs: 10_000,
  /** The frame's controller is asked each second while something runs, and replaced when it is silent for so long. */
  heartbeatEveryMs: 1_000,
  heartbeatLostMs: 4_000,
  /** The frame has to load and answer within this. */
  frameWithinMs: 10_000,
  /** A program that takes longer to compile is refused (a few lines can keep a compiler busy for minutes). */
  compileWithinMs: 5_000,
  /** Program text beyond this is refused unread. */
  programChars: 200_000,

  /** Once main has ended, timers that are still pending may go on for so long on the reader's clock… */
  aliveWallMs: 60_000,
  /** …and for so many seconds of loop time. */
  aliveLoopSeconds: 3_600,
  /** The longest run, on the reader's clock. */
  runWallMs: 600_000,
  /** Looking at a virtual clock so often without giving way is polling: it cannot move meanwhile. */
  clockReads: 1_000_000,

  /** Budgets of one formatted value. */
  formatNodes: 1_000,
  formatDepth: 6,
  formatItems: 100,
  /** Of lists longer than this, names that are no indices are not shown. */
  formatExtras: 10_000,
  formatMs: 50,
  /** Characters of an error's name and of its stack that are sent, and frames of the stack that are shown. */
  nameChars: 200,
  stackChars: 20_000,
  stackFrames: 20,
} as const
