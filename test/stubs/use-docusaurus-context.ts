/** As much of Docusaurus' context as our components read. */
export default function useDocusaurusContext() {
  return {
    siteConfig: { url: 'https://site.test', baseUrl: '/' },
    i18n: { defaultLocale: 'en', currentLocale: 'en', localeConfigs: { en: { baseUrl: '/' } } },
  }
}
