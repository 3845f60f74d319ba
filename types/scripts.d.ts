declare module '*/scripts/serve.mjs' {
  import type { Server } from 'node:http'
  export const headers: Readonly<Record<string, string>>
  export function serve(options?: {
    dir?: string
    port?: number
    host?: string
  }): Promise<{ server: Server; url: string }>
}

declare module '*/scripts/chromium.mjs' {
  export function findChromium(): string | null
  export function ensureChromium(): string
}

declare module '*/scripts/bundle-for-node.mjs' {
  export function bundleForNode(
    entry: string,
    options?: { name?: string; edit?: (file: string, text: string) => string },
  ): Promise<string>
}
