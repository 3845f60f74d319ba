import {
  continuedIndent,
  delimitedIndent,
  flatIndent,
  indentNodeProp,
  LanguageSupport,
  LRLanguage,
  type TreeIndentContext,
} from '@codemirror/language'
import { typescript } from '../../../highlight/typescript'

/** A body's brace stands where its statement does, all else that goes on stands one step further in. */
const unlessBrace = continuedIndent({ except: /^\s*\{/ })
const asItIs = () => null

/** Labels of a switch stand one step in, and their statements two. */
function inSwitch({ textAfter, baseIndent, unit }: TreeIndentContext): number {
  if (/^\s*\}/.test(textAfter)) return baseIndent
  return baseIndent + (/^\s*(case|default)\b/.test(textAfter) ? 1 : 2) * unit
}

/**
 * TypeScript as the editor knows it. Not `@codemirror/lang-javascript`: its snippets would bring the completions into
 * the editor's own chunk, and its parser would be another one than the static page's.
 */
export const language = new LanguageSupport(
  LRLanguage.define({
    name: 'typescript',
    parser: typescript.configure({
      props: [
        indentNodeProp.add({
          'Statement Property ArrowFunction': unlessBrace,
          // A block is a statement too.
          Block: delimitedIndent({ closing: '}' }),
          IfStatement: continuedIndent({ except: /^\s*(\{|else\b)/ }),
          TryStatement: continuedIndent({ except: /^\s*(\{|catch\b|finally\b)/ }),
          LabeledStatement: flatIndent,
          SwitchBody: inSwitch,
          'TemplateString BlockComment': asItIs,
        }),
      ],
    }),
    languageData: {
      commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
      indentOnInput: /^\s*(?:case\b.*:|default:|[{})\]])$/,
      wordChars: '$',
    },
  }),
)
