import { showNotice } from './notice'

const texts = {
  en: {
    lang: 'en',
    name: 'Update',
    text: 'A newer version of the book is there.',
    action: 'Show it',
    dismiss: 'Later',
  },
  'zh-Hans': { lang: 'zh-Hans', name: '更新', text: '这本书有了新版本。', action: '打开新版', dismiss: '以后再说' },
} as const

/** Says when a newer version has been fetched, and changes over to it when the reader wants to see it. */
export function announceUpdates(registration: ServiceWorkerRegistration, locale: string): void {
  const announce = () => {
    const { waiting } = registration
    // The first version is no news: there is nobody yet that it would take the place of.
    if (waiting === null || registration.active === null) return
    showNotice({
      ...texts[locale === 'zh-Hans' ? 'zh-Hans' : 'en'],
      onAction: () => {
        navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
        waiting.postMessage('change over')
      },
    })
  }
  if (registration.waiting !== null) announce()
  registration.addEventListener('updatefound', () => {
    const { installing } = registration
    installing?.addEventListener('statechange', () => installing.state === 'installed' && announce())
  })
}
