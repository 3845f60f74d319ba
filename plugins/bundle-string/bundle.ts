export { type BundledString, bundleString } from './bundle.mjs'
