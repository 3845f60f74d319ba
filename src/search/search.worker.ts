import { createSearch, type Search } from './engine'
import type { SearchFile } from './file'
import type { FromWorker, ToWorker } from './protocol'

// Reading the file and indexing it take longer than a frame, so they happen beside the page.
let search: Search | null = null

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'load') answer(await load(data.url))
  else answer({ type: 'found', number: data.number, pages: search?.(data.query) ?? [] })
}

async function load(url: string): Promise<FromWorker> {
  try {
    const response = await fetch(url)
    if (!response.ok) return { type: 'failed' }
    search = createSearch((await response.json()) as SearchFile)
    return { type: 'loaded' }
  } catch {
    return { type: 'failed' }
  }
}

function answer(message: FromWorker): void {
  self.postMessage(message)
}
