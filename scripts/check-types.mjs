// Type-checks every zone with the native compiler; each zone sees only the libraries that it may use.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const tsc = path.join(root, 'node_modules/typescript-native/bin/tsc')

const zones = readdirSync(root)
  .filter((name) => /^tsconfig\.(?!base\.).*json$/.test(name) && name !== 'tsconfig.json')
  .concat(
    readdirSync(path.join(root, 'packages')).flatMap((name) =>
      existsSync(path.join(root, 'packages', name, 'tsconfig.json')) ? [`packages/${name}/tsconfig.json`] : [],
    ),
  )

const failed = zones.filter((zone) => {
  console.log(`types: ${zone}`)
  return spawnSync(process.execPath, [tsc, '--noEmit', '-p', zone], { cwd: root, stdio: 'inherit' }).status !== 0
})
if (failed.length > 0) {
  console.error(`Types do not hold in ${failed.join(', ')}.`)
  process.exitCode = 1
}
