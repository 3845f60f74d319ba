import i18n from '@generated/i18n'
import { keepCopy, keepsUnasked } from '../offline/copy'
import { showRead } from '../offline/show-read'
import { offerLanguage } from './language-offer'
import { watchReading } from './reading'
import { announceUpdates } from './updates'

export function start(): void {
  offerLanguage(i18n.currentLocale)
  onRoute()
  showRead()
  // The development server writes no worker.
  if (process.env.NODE_ENV === 'production') void keep()
}

export function onRoute(): void {
  watchReading(baseUrl())
}

function baseUrl(): string {
  return i18n.localeConfigs[i18n.currentLocale]?.baseUrl ?? '/'
}

async function keep(): Promise<void> {
  const copy = { baseUrl: baseUrl() }
  if (!(await keepsUnasked(copy))) return
  // A browser that refuses (a private window, storage that is full) reads as before.
  const registration = await keepCopy(copy).catch(() => null)
  if (registration) announceUpdates(registration, i18n.currentLocale)
}
