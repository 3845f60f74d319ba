import { useHistorySelector } from '@docusaurus/theme-common'
import { useAlternatePageUtils } from '@docusaurus/theme-common/internal'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import type { Props } from '@theme/NavbarItem/LocaleDropdownNavbarItem'
import type { ReactNode } from 'react'

/** With two languages, the other one is a link, not a menu. It leads to the same page and the same place in it. */
export default function OtherLocales({ mobile }: Props): ReactNode {
  const { i18n } = useDocusaurusContext()
  const { createUrl } = useAlternatePageUtils()
  const place = useHistorySelector(({ location }) => location.search + location.hash)
  const links = i18n.locales
    .filter((locale) => locale !== i18n.currentLocale)
    .map((locale) => {
      const { label, htmlLang } = i18n.localeConfigs[locale] ?? { label: locale, htmlLang: locale }
      const href = createUrl({ locale, fullyQualified: false }) + place
      const className = mobile ? 'menu__link' : 'navbar__item navbar__link navbar__locale'
      return (
        <a key={locale} className={className} href={href} lang={htmlLang} hrefLang={htmlLang}>
          {label}
        </a>
      )
    })
  return mobile ? <li className="menu__list-item">{links}</li> : links
}
