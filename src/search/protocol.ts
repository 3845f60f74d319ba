import type { HitPage } from './engine'

/** The page to its search worker. */
export type ToWorker =
  | { readonly type: 'load'; readonly url: string }
  | { readonly type: 'search'; readonly number: number; readonly query: string }

/** The search worker to its page. */
export type FromWorker =
  | { readonly type: 'loaded' }
  | { readonly type: 'failed' }
  | { readonly type: 'found'; readonly number: number; readonly pages: readonly HitPage[] }
