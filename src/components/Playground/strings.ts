import { translate } from '@docusaurus/Translate'

/**
 * Every string of the playground. They are functions, since the locale is known only while rendering, and each call is
 * written out, since Docusaurus collects ids and messages by reading the source.
 */
export const strings = {
  region: (id: string) =>
    translate({ id: 'playground.region', message: 'Example {id}', description: 'Name of an untitled example' }, { id }),
  permalink: () => translate({ id: 'playground.permalink', message: 'Link to this example' }),
  toolbar: () => translate({ id: 'playground.toolbar', message: 'Run and tools' }),
  run: () => translate({ id: 'playground.run', message: 'Run' }),
  stop: () => translate({ id: 'playground.stop', message: 'Stop' }),
  reset: () => translate({ id: 'playground.reset', message: 'Reset' }),
  undoReset: () => translate({ id: 'playground.undoReset', message: 'Undo' }),
  copy: () => translate({ id: 'playground.copy', message: 'Copy' }),
  share: () => translate({ id: 'playground.share', message: 'Share' }),
  open: () => translate({ id: 'playground.open', message: 'Open' }),
  openHint: () => translate({ id: 'playground.openHint', message: 'Open in the full-page playground' }),
  speed: () => translate({ id: 'playground.speed', message: 'Clock speed' }),
  instant: () => translate({ id: 'playground.speed.instant', message: 'instant' }),
  wallClock: () => translate({ id: 'playground.wallClock', message: 'real clock' }),
  seed: () => translate({ id: 'playground.seed', message: 'Math.random starts from' }),
  newSeed: () => translate({ id: 'playground.seed.new', message: 'Another seed' }),
  edited: () => translate({ id: 'playground.edited', message: 'edited' }),
  language: () => translate({ id: 'playground.language', message: 'Language' }),
  code: (language: string) => translate({ id: 'playground.code', message: '{language} code' }, { language }),
  editHint: () => translate({ id: 'playground.editHint', message: 'Enter: edit' }),
  leaveHint: () => translate({ id: 'playground.leaveHint', message: 'Esc, then Tab: leave' }),
  twinRecorded: (version: string) =>
    translate(
      {
        id: 'playground.twin.recorded',
        message: 'Recorded once on CPython {version}, not run again with each change.',
      },
      { version },
    ),
  twinNone: (reason: string) =>
    translate({ id: 'playground.twin.none', message: 'No Python version: {reason}' }, { reason }),
  output: () => translate({ id: 'playground.output', message: 'Output' }),
  silence: () => translate({ id: 'playground.output.silence', message: 'Pause reading the output aloud' }),
  recordedOutput: () => translate({ id: 'playground.output.recorded', message: 'Recorded output' }),
  recordedTwin: () => translate({ id: 'playground.output.recordedTwin', message: 'Recorded output of Python' }),
  recorded: () => translate({ id: 'playground.status.recorded', message: 'recorded' }),
  recordedInPython: () => translate({ id: 'playground.status.recordedInPython', message: 'recorded in Python' }),
  recordedOfOriginal: () =>
    translate({ id: 'playground.status.recordedOfOriginal', message: 'recorded, of the original program' }),
  preparing: () => translate({ id: 'playground.status.preparing', message: 'starting…' }),
  running: () => translate({ id: 'playground.status.running', message: 'running' }),
  unreachable: () =>
    translate({
      id: 'playground.status.unreachable',
      message: 'The playground could not be loaded. Check the connection, then try again.',
    }),
  turnsOne: () => translate({ id: 'playground.turns.one', message: '1 turn' }),
  turns: (turns: number) => translate({ id: 'playground.turns', message: '{turns} turns' }, { turns: `${turns}` }),
  same: () => translate({ id: 'playground.compare.same', message: 'same as recorded' }),
  differs: (line: number) =>
    translate(
      { id: 'playground.compare.differs', message: 'line {line} differs from the recorded one' },
      { line: `${line}` },
    ),
  missing: (line: number) =>
    translate(
      { id: 'playground.compare.missing', message: 'line {line} of the recorded output is missing' },
      { line: `${line}` },
    ),
  extra: (line: number) =>
    translate(
      { id: 'playground.compare.extra', message: 'line {line} is not in the recorded output' },
      { line: `${line}` },
    ),
  was: (text: string) => translate({ id: 'playground.compare.was', message: 'Recorded: {text}' }, { text }),
  completions: () => translate({ id: 'playground.editor.completions', message: 'Completions' }),
  selectionDeleted: () => translate({ id: 'playground.editor.selectionDeleted', message: 'Selection deleted' }),
  controlCharacter: () => translate({ id: 'playground.editor.controlCharacter', message: 'Control character' }),
  atHome: () => translate({ id: 'playground.home', message: 'Run it at home' }),
  withNode: () =>
    translate({
      id: 'playground.home.node',
      message: 'With Node 22.18 or later (an older one takes “npx tsx” for “node”):',
    }),
  withPackage: () =>
    translate({
      id: 'playground.home.package',
      message:
        'With Node 22.18 or later, in a new folder with the file in it (an older one takes “npx tsx” for “node”):',
    }),
  withPython: () => translate({ id: 'playground.home.python', message: 'With Python:' }),
  copied: () => translate({ id: 'playground.notice.copied', message: 'code copied' }),
  linkCopied: () => translate({ id: 'playground.notice.linkCopied', message: 'link copied' }),
  copyFailed: () => translate({ id: 'playground.notice.copyFailed', message: 'could not copy' }),
  wasReset: () => translate({ id: 'playground.notice.reset', message: 'back to the original' }),
  views: () => translate({ id: 'playground.views', message: 'Views of the run' }),
  view: {
    output: () => translate({ id: 'playground.view.output', message: 'Output' }),
    timeline: () => translate({ id: 'playground.view.timeline', message: 'Timeline' }),
    loop: () => translate({ id: 'playground.view.loop', message: 'Loop' }),
    handoff: () => translate({ id: 'playground.view.handoff', message: 'Hand-off' }),
    source: () => translate({ id: 'playground.view.source', message: 'Source' }),
  },
  stepThrough: () => translate({ id: 'playground.view.step', message: 'Step through this run' }),
  viewNeedsRun: () => translate({ id: 'playground.view.needsRun', message: 'Run the program to see its run here.' }),
  viewLoading: () => translate({ id: 'playground.view.loading', message: 'Loading …' }),
  viewUnreachable: () =>
    translate({ id: 'playground.view.unreachable', message: 'The run could not be loaded. Try again.' }),
  goToEvent: () => translate({ id: 'playground.view.goTo', message: 'Go to this line in the run' }),
  predictLine: (line: number) =>
    translate(
      { id: 'playground.predict.line', message: 'Before you look: what is line {line} of its output?' },
      { line: `${line}` },
    ),
  predictTime: () => translate({ id: 'playground.predict.time', message: 'Before you look: when does its run end?' }),
  predictSkip: () => translate({ id: 'playground.predict.skip', message: 'Just show me' }),
  predictRight: () => translate({ id: 'playground.predict.right', message: 'Yes, so it is.' }),
  predictWrong: (answer: string) =>
    translate({ id: 'playground.predict.wrong', message: 'In this run it is “{answer}”.' }, { answer }),
  predictSee: () => translate({ id: 'playground.predict.see', message: 'See how it comes to that' }),
}
