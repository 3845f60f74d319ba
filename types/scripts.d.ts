declare module '*/scripts/serve.mjs' {
  import type { Server } from 'node:http'
  export function headersFor(pathname: string): Readonly<Record<string, string>>
  export function serve(options?: {
    dir?: string
    port?: number
    host?: string
  }): Promise<{ server: Server; url: string }>
}

declare module '*/scripts/links.mjs' {
  export function brokenLinks(
    folder: string,
    options?: { baseUrl?: string; siteUrl?: string },
  ): { pages: number; links: number; broken: string[] }
}

declare module '*/scripts/nginx.mjs' {
  export function findNginx(): string | null
  export function startNginx(folder: string, port?: number): Promise<{ url: string; close(): Promise<void> }>
}

declare module '*/scripts/caddy.mjs' {
  export function findCaddy(): string | null
  export function startCaddy(folder: string): Promise<{ url: string; close(): Promise<void> }>
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
