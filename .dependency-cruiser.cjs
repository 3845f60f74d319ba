// Who may import whom. A folder is a zone; each zone lists what it may reach, and anything else is an error.
// The reasons stand in ARCHITECTURE.md.

const TESTS = '\\.(test|test-d)\\.tsx?$'
const REACT = '^(node_modules/)?(react|react-dom|clsx|@mdx-js/react)(/|$)|^node_modules/@types/react'
const DOCUSAURUS = '^(node_modules/)?@docusaurus/|^@docusaurus|^@theme|^@site|^@generated'

/** Files of `from` (tests apart) may import only what matches one of `allowed`. */
function zone(name, from, allowed, pathNot = []) {
  return {
    name,
    severity: 'error',
    comment: `The zone "${name}" imports something outside its zone: see ARCHITECTURE.md, "Who may import whom".`,
    from: { path: from, pathNot: [TESTS, '/fixtures/', ...pathNot] },
    to: { pathNot: allowed },
  }
}

module.exports = {
  forbidden: [
    zone('asyncio-ts', '^packages/asyncio-ts/src/', ['^packages/asyncio-ts/src/']),
    zone('fences', '^src/fences/', ['^src/fences/']),
    zone('runner/protocol', '^src/runner/(protocol|limits|shape|trace-shape)\\.ts$', [
      '^src/runner/(limits|shape|trace-shape)\\.ts$',
      '^src/fences/example\\.ts$',
      '^packages/asyncio-ts/src/trace',
    ]),
    zone('runner/worker', '^src/runner/worker/', [
      '^src/runner/worker/',
      '^src/runner/(protocol|limits|script|trace-shape)\\.ts$',
      '^src/fences/example\\.ts$',
      '^packages/asyncio-ts/',
    ]),
    zone(
      'runner',
      '^src/runner/',
      [
        '^src/runner/',
        '^src/fences/example\\.ts$',
        '^packages/asyncio-ts/src/trace',
        '^(node_modules/)?(sucrase|acorn)(/|$)',
      ],
      ['^src/runner/worker/', '^src/runner/node(\\.ts|/)'],
    ),
    zone('runner/node', '^src/runner/node(\\.ts|/)', [
      '^src/runner/',
      '^src/fences/example\\.ts$',
      '^(node:)?[a-z_]+$',
    ]),
    zone('highlight', '^src/highlight/', [
      '^src/highlight/',
      '^(node_modules/)?(prism-react-renderer|@lezer/(highlight|javascript))(/|$)',
    ]),
    {
      name: 'highlighter-stays-away',
      severity: 'error',
      comment: 'Parsers are heavy: pages carry colours that the build computed, and only the editor colours by itself.',
      from: { path: '^src/(components|theme|client|pages)/', pathNot: [TESTS, '^src/components/Playground/Editor/'] },
      to: { path: '^src/highlight/(tokens|typescript)\\.ts$|^(node_modules/)?(prism-react-renderer|@lezer)(/|$)' },
    },
    zone('remark', '^src/remark/', [
      '^src/remark/',
      '^src/fences/',
      '^src/highlight/',
      '^(node:)?(path|fs|url|fs/promises)$',
      '^(node_modules/)?(unified|remark-[a-z]+|vfile|@types/mdast|@11ty/gray-matter)(/|$)|^mdast$',
    ]),
    zone('views', '^src/views/', ['^src/views/', '^packages/asyncio-ts/src/trace']),
    zone('edits', '^src/edits/', ['^src/edits/', '^(node_modules/)?fflate(/|$)']),
    zone('search', '^src/search/', ['^src/search/', '^(node_modules/)?minisearch(/|$)']),
    zone('offline', '^src/offline/', ['^src/offline/']),
    zone('idle', '^src/idle/', ['^src/idle/', '^src/offline/', DOCUSAURUS]),
    zone('wake', '^src/wake/', ['^src/wake/', '^src/components/Search/shortcut\\.ts$']),
    zone('components', '^src/components/', [
      '^src/components/',
      '^src/edits/',
      '^src/views/',
      '^packages/asyncio-ts/src/trace/',
      '^@recorded-pictures',
      '^src/search/(client|engine|excerpt)\\.ts$',
      '^src/offline/(copy|read-pages|show-read)\\.ts$',
      '^src/runner/(client|session|limits|protocol|compile/start)\\.ts$',
      '^src/fences/',
      '^src/highlight/',
      '^src/chapters\\.ts$',
      '^(node_modules/)?@codemirror/',
      REACT,
      DOCUSAURUS,
    ]),
    zone('theme', '^src/theme/', [
      '^src/theme/',
      '^src/components/',
      '^src/fences/',
      '^src/highlight/',
      '^site\\.config\\.ts$',
      '^src/chapters\\.ts$',
      '^packages/asyncio-ts/src/index\\.ts$',
      REACT,
      DOCUSAURUS,
    ]),
    {
      name: 'no-circle',
      severity: 'error',
      comment: 'Two files that import each other are one idea in two places, or two ideas tangled.',
      from: { path: '^(packages|src|plugins)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(fixtures|dist)/|\\.(css|svg|md|mdx)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.site.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.cjs', '.js', '.json'],
    },
  },
}
