import path from 'node:path'
import type { LoadContext, Plugin } from '@docusaurus/types'

/**
 * What the site's bundler has to know of the runner and of `asyncio-ts`:
 *
 * - `…ts?bundle` imports a TypeScript entry as `{ code, hash }`, a whole script in a string. The sandbox has an opaque
 *   origin and can load nothing by address.
 * - A worker is one script: split, it would fetch its parts one after the other, each when it has read the one
 *   before, while a reader waits for the first run or the first result.
 * - `asyncio-ts` comes from its TypeScript source, so that an edit of it reloads the playgrounds.
 */
export default function bundleStringPlugin({ siteDir }: Pick<LoadContext, 'siteDir'>): Plugin {
  return {
    name: 'bundle-string',
    configureWebpack: (_, isServer) => ({ ...bundlerConfig(siteDir), ...(isServer ? {} : { optimization }) }),
  }
}

interface Chunk {
  readonly name?: string | null | undefined
  canBeInitial(): boolean
}

/** Workers that are one script. */
const WHOLE = new Set(['compile-worker', 'search-worker'])
const isSplit = (chunk: Chunk): boolean => !WHOLE.has(chunk.name ?? '') && !chunk.canBeInitial()
const optimization = { splitChunks: { chunks: isSplit } }

/** The part of the bundler's configuration that this plugin adds. */
export function bundlerConfig(siteDir: string) {
  return {
    resolve: {
      conditionNames: ['source', '...'],
      extensionAlias: { '.js': ['.js', '.ts'] },
    },
    module: {
      rules: [
        {
          resourceQuery: /^\?bundle$/,
          enforce: 'post' as const,
          type: 'javascript/auto' as const,
          loader: path.join(siteDir, 'plugins/bundle-string/loader.mjs'),
        },
      ],
    },
  }
}
