/*
 * `import frame from './frame.ts?bundle'` gives `{ code, hash }`. The work is done while pitching, so that the loaders
 * for TypeScript, which stand before this one, never see the file.
 */
import { fileURLToPath } from 'node:url'
import { bundleString } from './bundle.mjs'

/** A change of how it is bundled changes the string as well. */
const bundler = fileURLToPath(new URL('./bundle.mjs', import.meta.url))

/** The module itself never gets as far as this. */
export default function loader(source) {
  return source
}

export function pitch() {
  const done = this.async()
  bundleString(this.resourcePath).then(
    ({ code, hash, inputs }) => {
      for (const input of [...inputs, bundler]) this.addDependency(input)
      done(null, `export default ${JSON.stringify({ code, hash })}`)
    },
    (error) => done(error),
  )
}
