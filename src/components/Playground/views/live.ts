/** What views take once they are used: a chunk of its own, loaded by `use-views.ts`. */
export { loadRecorded } from './recorded-run'
export { default as Stage } from './SafeStage'
