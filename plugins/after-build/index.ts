import type { HtmlTags, LoadContext, Plugin } from '@docusaurus/types'

type Step = (context: LoadContext, options: unknown) => Plugin

export interface Options {
  readonly steps: readonly (readonly [Step, options?: unknown])[]
}

/**
 * Docusaurus lets all plugins work on the built files at once. These do it one after the other: the policy changes the
 * pages that the others read, and what is kept offline has to be the pages as they are in the end.
 */
export default function afterBuild(context: LoadContext, options: unknown): Plugin {
  const steps = (options as Options).steps.map(([step, stepOptions]) => step(context, stepOptions))
  const headTags = (tags: HtmlTags | undefined) => (tags === undefined ? [] : [tags].flat())
  return {
    name: 'after-build',
    injectHtmlTags: (args) => ({
      headTags: steps.flatMap((step) => headTags(step.injectHtmlTags?.(args)?.headTags)),
    }),
    async postBuild(props) {
      for (const step of steps) await step.postBuild?.(props)
    },
  }
}
