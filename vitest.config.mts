import { defineConfig } from 'vitest/config'

const resolve = { conditions: ['source', 'import', 'module', 'default'] }
const ssr = { resolve }

// What only exists within a Docusaurus build.
const stub = (file: string) => new URL(`./test/stubs/${file}`, import.meta.url).pathname
const alias = {
  '@recorded-pictures': new URL('./src/components/Playground/views/no-pictures.ts', import.meta.url).pathname,
  '@docusaurus/router': stub('router.ts'),
  '@docusaurus/Link': stub('link.tsx'),
  '@docusaurus/Translate': stub('translate.ts'),
  '@docusaurus/useBaseUrl': stub('use-base-url.ts'),
  '@docusaurus/useBrokenLinks': stub('use-broken-links.ts'),
  '@docusaurus/useIsBrowser': stub('use-is-browser.ts'),
  '@docusaurus/useDocusaurusContext': stub('use-docusaurus-context.ts'),
  '@docusaurus/theme-common': stub('theme-common.ts'),
  '@generated/site-storage': stub('site-storage.ts'),
  '@theme/Layout': stub('layout.tsx'),
  '@theme-init/CodeBlock': stub('code-block.tsx'),
  '@theme-original/LiveCodeBlock': stub('code-block.tsx'),
}

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { ...resolve, alias },
        ssr,
        test: {
          name: 'unit',
          // Nothing here is about speed: a busy machine may take its time.
          testTimeout: 30_000,
          include: [
            'packages/**/*.test.ts',
            'src/**/*.test.{ts,tsx}',
            'plugins/**/*.test.ts',
            'test/house/**/*.test.ts',
            'test/differential/**/*.test.ts',
            'test/defences/**/*.test.ts',
          ],
        },
      },
      {
        resolve,
        ssr,
        test: { name: 'content', include: ['test/content/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
      },
      // Other browsers, by one command each: `npm run test:firefox`, `npm run test:webkit`. Not in CI.
      ...['firefox', 'webkit'].map((name) => ({
        resolve,
        ssr,
        test: { name, include: [`browsers/${name}.test.ts`], testTimeout: 90_000, hookTimeout: 90_000 },
      })),
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
