// `node scripts/run-typescript.mjs <file> [arguments]`: runs a TypeScript file of the repository as it stands.
import { pathToFileURL } from 'node:url'
import { bundleForNode } from './bundle-for-node.mjs'

const [entry] = process.argv.splice(2, 1)
await import(pathToFileURL(await bundleForNode(entry)).href)
