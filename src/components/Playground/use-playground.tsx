import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { Example, Speed } from '../../fences/example'
import type { ProgramError } from '../../runner/session'
import { copyText } from './clipboard'
import { keepRoom } from './Result'
import { strings } from './strings'
import UndoNotice from './UndoNotice'
import { type Language, useLanguage } from './use-language'
import { useNotice } from './use-notice'
import { type Program, useProgram } from './use-program'
import { type PlaygroundRun, useRun } from './use-run'
import { type Share, useShare } from './use-share'

/** One array for all, since the editor marks anew whenever it gets another. */
const NONE: readonly ProgramError[] = []

export interface PlaygroundState {
  readonly language: Language
  readonly program: Program
  readonly run: PlaygroundRun
  readonly share: Share
  readonly speed: Speed
  readonly seed: string
  readonly setSeed: (seed: string) => void
  /** A passing word on what a tool did. */
  readonly notice: ReactNode
  /** A run is on its way, or under way. */
  readonly active: boolean
  /** There is something to go back from. */
  readonly resettable: boolean
  /** What went wrong in the last run, to be marked in the program. */
  readonly problems: readonly ProgramError[]
  /** Where the result stands, which keeps its height when the first run begins. */
  readonly room: RefObject<HTMLDivElement | null>
  choose(language: Language): void
  start(): void
  setSpeed(speed: Speed): void
  reset(): void
  copy(): Promise<void>
  sayUndoable(done: string, undo: () => void): void
}

/** All that one playground holds, and what its buttons do. */
export function usePlayground(example: Example): PlaygroundState {
  const { id, twin } = example
  const [chosen, setChosen] = useLanguage()
  const [shownInstead, setShownInstead] = useState<Language | null>(null)
  const program = useProgram(example)
  const [speed, setSpeed] = useState<Speed>(example.speed)
  const [seed, setSeed] = useState(id)
  const { notice, say, offer } = useNotice(program.state.code)
  const run = useRun(example, program.state.code)
  const share = useShare(program, say)
  const room = useRef<HTMLDivElement>(null)
  const { session, live } = run
  const { edited, own } = program
  const { code, link } = program.state
  const { ending } = session
  const ended = ending && session.lines
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the session, only its ending and its lines say what failed
  const problems = useMemo(
    () => (live && ending ? live.problemsOf(session, example) : NONE),
    [live, ending, ended, example],
  )

  // Who follows a link to a program is shown it, whatever they read otherwise.
  useEffect(() => {
    if (link === 'shown') setShownInstead('typescript')
  }, [link])

  const sayUndoable = (done: string, undo: () => void) => {
    const onUndo = () => {
      undo()
      say(null)
    }
    offer(<UndoNotice {...{ done, onUndo }} />, own?.getSnapshot().code ?? code)
  }
  return {
    language: twin.kind === 'none' ? 'typescript' : (shownInstead ?? chosen),
    ...{ program, run, share, speed, seed, setSeed, notice, problems, room, sayUndoable },
    active: session.status === 'preparing' || session.status === 'running',
    resettable: edited || session.status !== 'idle',
    choose(next) {
      setShownInstead(null)
      setChosen(next)
    },
    start() {
      if (session.status === 'idle') keepRoom(room.current)
      // What is run is shown, also to who reads Python otherwise.
      setShownInstead('typescript')
      run.start(code, speed, seed)
    },
    setSpeed(next) {
      setSpeed(next)
      run.setSpeed(next)
    },
    reset() {
      run.clear()
      if (own === null || !edited) return
      own.reset()
      sayUndoable(strings.wasReset(), () => own.put(code))
    },
    copy: async () => say((await copyText(code)) ? strings.copied() : strings.copyFailed()),
  }
}
