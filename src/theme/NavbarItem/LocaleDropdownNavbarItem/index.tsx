import { useAlternatePageUtils } from '@docusaurus/theme-common/internal'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import LanguageLink from '@site/src/components/LanguageLink'
import type { Props } from '@theme/NavbarItem/LocaleDropdownNavbarItem'
import type { ReactNode } from 'react'

/** With two languages, the other one is a link, not a menu. It leads to the same page and the same place in it. */
export default function OtherLocales({ mobile }: Props): ReactNode {
  const { i18n } = useDocusaurusContext()
  const { createUrl } = useAlternatePageUtils()
  const className = mobile ? 'menu__link' : 'navbar__item navbar__link navbar__locale'
  const links = i18n.locales
    .filter((locale) => locale !== i18n.currentLocale)
    .map((locale) => {
      const { label, htmlLang } = i18n.localeConfigs[locale] ?? { label: locale, htmlLang: locale }
      const page = createUrl({ locale, fullyQualified: false })
      return <LanguageLink key={locale} className={className} page={page} label={label} lang={htmlLang} />
    })
  return mobile ? <li className="menu__list-item">{links}</li> : links
}
