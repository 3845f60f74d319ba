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
  /** Size of the value trees that go with lines, in characters as sent; lines beyond either go without. */
  batchTreeChars: 256 * 1024,
  runTreeChars: 4 * 1024 * 1024,
  /** Errors that nobody caught, in one run. */
  uncaughtErrors: 100,
  /** Timers of setTimeout and setInterval that wait at one time. */
  timers: 1_000,
  /** Workers that the pools of one run may have at one time, beside its own. */
  poolWorkers: 4,
  /** From one worker, as the controller counts them. */
  messagesPerSecond: 60,
  messageChars: 2 * 1024 * 1024,
  /** Characters of an engine's words for how a worker died. */
  reasonChars: 500,

  /** How often the page asks a run whether it still gives way. */
  pingEveryMs: 500,
  /** A run that has not answered for so long is blocked (which shows at the next ping). */
  blockedAfterMs: 2_000,
  /** A program that has not given way for so long tells its line, and again each time so long has passed. */
  busyAfterMs: 1_000,
  busyEveryMs: 250,
  /** A blocked program that has not told its line for so long is within one operation, or dead. */
  busySilentMs: 1_500,
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
  /** Pending timers and tasks, or tasks that wait for ever, that an ending lists. */
  listed: 20,
  /** The longest run, on the reader's clock: it ends itself. */
  runWallMs: 600_000,
  /** One that still answers so long after that is ended by the page: it is none that our own worker started. */
  overdueMs: 15_000,
  /** Looking at a virtual clock so often without giving way is polling: it cannot move meanwhile. */
  clockReads: 1_000_000,

  /** What is kept of a run's trace: events, all of them as JSON, and tasks; at the first of them the trace ends. */
  traceEvents: 5_000,
  traceBytes: 512 * 1024,
  traceTasks: 100,
  /** Lines that a trace tells of, so that loops leave room for the rest, and how often it may be asked to. */
  traceLines: 1_000,
  traceSteps: 20_000,
  /** Events that views show of it. */
  traceShown: 2_000,
  /** A text in an event (values are cut shorter, at `previewChars`), a list in one, and variables that a line has changed. */
  traceTextChars: 200,
  traceList: 2_000,
  traceNames: 20,
  /** Events wait so long, for others to go with them. */
  traceGapMs: 100,
  /** Budgets of one value in an event. */
  previewChars: 80,
  previewNodes: 40,
  previewDepth: 2,
  previewItems: 8,
  /** All previews of a run together: a trace whose values take longer to look at ends. */
  previewsMs: 1_000,

  /** Budgets of one formatted value. */
  formatNodes: 1_000,
  formatDepth: 6,
  formatItems: 100,
  /** Of lists longer than this, names that are no indices are not shown. */
  formatExtras: 10_000,
  formatMs: 50,
  /** Budgets of the value trees of one line; `treeItems` are the parts that one value shows. */
  treeNodes: 400,
  treeDepth: 6,
  treeItems: 100,
  treeTextChars: 200,
  treeChars: 32 * 1024,
  treeMs: 20,
  /** Members that are sent of an ExceptionGroup, of all groups in it, and how deep groups in groups are followed. */
  groupMembers: 10,
  groupErrors: 20,
  groupDepth: 3,
  /** Errors that go with the lines that tell of them, in characters as sent, in one run. */
  lineErrorChars: 512 * 1024,
  /** Characters of an error's name and of its stack that are sent, and frames of the stack that are shown. */
  nameChars: 200,
  stackChars: 20_000,
  stackFrames: 20,
} as const
