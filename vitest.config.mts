import { defineConfig } from 'vitest/config'

const resolve = { conditions: ['source', 'import', 'module', 'default'] }
const ssr = { resolve }

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          include: ['packages/**/*.test.ts', 'src/**/*.test.{ts,tsx}', 'plugins/**/*.test.ts', 'test/house/**/*.test.ts'],
        },
      },
      {
        resolve,
        ssr,
        test: { name: 'content', include: ['test/content/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
