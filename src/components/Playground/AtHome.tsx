import useBaseUrl from '@docusaurus/useBaseUrl'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import type { ReactNode } from 'react'
import type { Example } from '../../fences/example'
import styles from './AtHome.module.css'
import { strings } from './strings'

/** The example's programs as files, and how to run them on a machine of one's own. Works without JavaScript. */
export default function AtHome({ example: { id, code, twin } }: { example: Example }): ReactNode {
  const packageFile = usePackageFile()
  const python = twin.kind !== 'none'
  const install = /\bfrom '(?:asyncio-ts)[/']/.test(code)
    ? ['npm init -y', 'npm pkg set type=module', `npm install ${packageFile}`]
    : []
  return (
    <div className={styles.home}>
      <details className={styles.how}>
        <summary>{strings.atHome()}</summary>
        <div className={styles.text}>
          <p>{install.length > 0 ? strings.withPackage() : strings.withNode()}</p>
          <pre>{[...install, `node ${id}.ts`].join('\n')}</pre>
          {python && (
            <>
              <p>{strings.withPython()}</p>
              <pre>python {id}.py</pre>
            </>
          )}
        </div>
      </details>
      <span className={styles.files}>
        <FileLink id={id} extension="ts" />
        {python && (
          <>
            <span aria-hidden="true">·</span>
            <FileLink id={id} extension="py" />
          </>
        )}
      </span>
    </div>
  )
}

function FileLink({ id, extension }: { id: string; extension: string }): ReactNode {
  return (
    <a href={useBaseUrl(`examples/${id}.${extension}`)} download className={styles.file}>
      <span className={styles.stem}>{id}</span>.{extension}
    </a>
  )
}

/** The whole address of the package, which stands beside the pages of the default locale. */
function usePackageFile(): string {
  const { siteConfig, i18n } = useDocusaurusContext()
  const base = i18n.localeConfigs[i18n.defaultLocale]?.baseUrl ?? '/'
  return new URL(`${base}asyncio-ts.tgz`, siteConfig.url).href
}
