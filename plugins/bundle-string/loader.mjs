/*
 * `import frame from './frame.ts?bundle'` gives `{ code, hash }`. The work is done while pitching, so that the loaders
 * for TypeScript, which stand before this one, never see the file.
 */
import { bundleString } from './bundle.mjs'

/** The module itself never gets as far as this. */
export default function loader(source) {
  return source
}

export function pitch() {
  const done = this.async()
  bundleString(this.resourcePath).then(
    ({ code, hash, inputs }) => {
      for (const input of inputs) this.addDependency(input)
      done(null, `export default ${JSON.stringify({ code, hash })}`)
    },
    (error) => done(error),
  )
}
