/** As much of package-lock.json as says what is installed, under which licence. */
export interface Lock {
  readonly packages: {
    readonly [folder: string]: {
      readonly version?: string
      readonly license?: string
      readonly dev?: boolean
      readonly link?: boolean
    }
  }
}

/** Licences that let a site of this kind be built and published with their notices kept. */
const ACCEPTED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Zlib',
])

/** Packages whose package.json says nothing, and the licence of the file that they bring. */
const UNSAID: { readonly [name: string]: string } = { eval: 'MIT', format: 'MIT', jsesc: 'MIT', 'require-like': 'MIT' }

export interface Licensed {
  readonly name: string
  readonly version: string
  readonly licence: string
}

/** The packages that the site is built with and of, without those that only test it. */
export function licensedPackages({ packages }: Lock): readonly Licensed[] {
  const found = new Map<string, Licensed>()
  for (const [folder, { version = '', license, dev, link }] of Object.entries(packages)) {
    const [, name] = /.*node_modules\/(.+)$/.exec(folder) ?? []
    if (name === undefined || dev || link) continue
    found.set(`${name} ${version}`, { name, version, licence: license ?? UNSAID[name] ?? 'none named' })
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Whether one may use what is under this licence: one of those that it offers, and all of those that it asks for. */
export function isAccepted(licence: string): boolean {
  return licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((offered) => offered.split(' AND ').every((each) => ACCEPTED.has(each)))
}

export function licencesText(packages: readonly Licensed[]): string {
  const lines = packages.map(({ name, version, licence }) => `${name} ${version}: ${licence}`)
  return `The packages that this site is built with and of, and their licences.\n\n${lines.join('\n')}\n`
}
