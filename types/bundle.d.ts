/** A TypeScript entry bundled to a string by plugins/bundle-string. */
declare module '*?bundle' {
  const bundle: { readonly code: string; readonly hash: string }
  export default bundle
}
