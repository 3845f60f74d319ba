import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { LoadContext, Plugin } from '@docusaurus/types'
import { type Locale, readSitePages } from '../../src/remark/playground/site-pages'
import { exampleFiles } from './files'

/** After the build, writes each example's programs beside the pages, as `examples/<id>.ts` and `examples/<id>.py`. */
export default function exampleFilesPlugin({ siteDir, i18n }: LoadContext): Plugin {
  return {
    name: 'example-files',
    async postBuild({ outDir }) {
      const folder = path.join(outDir, 'examples')
      await mkdir(folder, { recursive: true })
      const examples = readSitePages(siteDir, i18n.currentLocale as Locale).flatMap((page) => page.examples)
      const files = examples.flatMap(({ example }) => exampleFiles(example))
      await Promise.all(files.map(({ name, text }) => writeFile(path.join(folder, name), text)))
    },
  }
}
