// Finds a Chromium for the end-to-end tests, installs Debian's where that is possible, or says how to get one.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The path of an installed Chromium, or null. `CHROMIUM_PATH` comes first. */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const candidates = [
    process.env.CHROMIUM_PATH,
    ...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...ELSEWHERE,
  ]
  return candidates.find((candidate) => candidate !== undefined && isExecutable(candidate)) ?? null
}

/** As findChromium, but installs Debian's package when there is none; throws with what to do when it cannot. */
export function ensureChromium() {
  const found = findChromium()
  if (found !== null) return found
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (isOnPath('apt-get') && (sudo.length === 0 || isOnPath('sudo'))) {
    console.log('No Chromium found: installing Debian’s package `chromium` (about 100 MB) for the end-to-end tests.')
    const commands = [
      ['apt-get', 'update', '-qq'],
      ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    ]
    for (const command of commands) {
      const [name, ...rest] = [...sudo, ...command]
      spawnSync(name, rest, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    }
    const installed = findChromium()
    if (installed !== null) return installed
  }
  throw new Error(
    'The end-to-end tests need Chromium, and none was found or could be installed.\n' +
      '  Debian, Ubuntu:  sudo apt-get install chromium\n' +
      '  elsewhere:       install Chrome or Chromium, and name it: CHROMIUM_PATH=/path/to/chrome npm test',
  )
}

function isOnPath(name) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => isExecutable(path.join(folder, name)))
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
