import { endOf, wrapperOf } from '../script'

/** A text that would call `out` although nobody calls the program, and a wrapper out of which it gets. */
export interface BreakOut {
  readonly by: string
  readonly text: string
  /** The scripts that a wrapper makes of a program which nothing checks. */
  readonly unchecked: (program: string) => readonly string[]
}

/** The wrapper of every run, without a prelude: the program in it is never called. */
const own = wrapperOf('var bundle = { default: () => {} }')
export const inWrapper = (program: string): string => own.before + program + endOf({}) + own.after

const elements = (html: string) => [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script)

/** For tests: ways to break out of what is wrapped around a program. */
export const BREAK_OUTS: readonly BreakOut[] = [
  {
    by: 'a brace and brackets',
    text: '} })\nout()\n;(function () { return function () {',
    unchecked: (program) => [inWrapper(program)],
  },
  {
    by: 'a brace that ends a block',
    text: '}\nout()\n{',
    unchecked: (program) => [`if (false) {\n${program}\n}`],
  },
  {
    by: 'a comment that takes the rest of its line',
    text: '} })\nout() //',
    unchecked: (program) => [`(() => { return () => {\n${program} } })`],
  },
  {
    by: 'a comment’s end',
    text: '*/ out() /*',
    unchecked: (program) => [`/*\n${program}\n*/`],
  },
  {
    by: 'a backtick',
    text: '`; out() //',
    unchecked: (program) => [`\`${program}\``],
  },
  {
    by: 'a placeholder and a backtick',
    text: '$'.concat('{out()}`\n`'),
    unchecked: (program) => [`\`\n${program}\n\``],
  },
  {
    by: 'the end of a script element',
    text: '</script><script>out()</script><script>',
    unchecked: (program) => elements(`<script>(() => {\n${program}\n})</script>`),
  },
  {
    by: 'a comment of old browsers',
    text: '<!--\n*/ out() /*\n-->',
    unchecked: (program) => [`/*\n${program}\n*/`],
  },
  {
    by: 'a line end that is none to people',
    text: '//\u2028} })\u2028out()\u2028;(function () { return function () {',
    unchecked: (program) => [inWrapper(program)],
  },
]
