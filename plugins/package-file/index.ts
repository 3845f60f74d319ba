import { copyFile } from 'node:fs/promises'
import path from 'node:path'
import type { LoadContext, Plugin } from '@docusaurus/types'
import { packPackage } from './pack'

/**
 * After the build of the default locale, puts `asyncio-ts` beside the pages as `asyncio-ts.tgz`, so that a reader can
 * install it from the site and run the examples at home.
 */
export default function packageFilePlugin({ siteDir, i18n }: LoadContext): Plugin {
  return {
    name: 'package-file',
    async postBuild({ outDir }) {
      if (i18n.currentLocale !== i18n.defaultLocale) return
      await copyFile(await packPackage(siteDir), path.join(outDir, 'asyncio-ts.tgz'))
    },
  }
}
