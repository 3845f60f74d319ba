import useDocusaurusContext from '@docusaurus/useDocusaurusContext'

/** In both languages here, not among the site's messages: those are part of every page's first script. */
const texts = {
  en: {
    offline: 'Without a network',
    cannot: 'This browser keeps no copies here: it has no service workers, or the page did not come over HTTPS.',
    kept: 'kept',
    fetching: 'being fetched…',
    none: 'not kept',
    keep: 'Keep it',
    remove: 'Remove it',
    failed: 'It could not be fetched. Is there a network, and room?',
    size: (megabytes: string, files: number) => `${megabytes} MB in ${files} files`,
    reading: 'What you have read',
    read: (count: number) => (count === 1 ? '1 chapter read to its end' : `${count} chapters read to their end`),
    forget: 'Forget it',
    nothing: 'No chapter has been read to its end yet.',
    script: 'This page needs JavaScript to look.',
  },
  'zh-Hans': {
    offline: '离线阅读',
    cannot: '这个浏览器在这里存不了副本：它没有service worker，或者页面不是经HTTPS打开的。',
    kept: '已保存',
    fetching: '正在下载…',
    none: '未保存',
    keep: '保存',
    remove: '删除',
    failed: '没能下载。网络通吗？空间够吗？',
    size: (megabytes: string, files: number) => `${megabytes} MB，${files}个文件`,
    reading: '读过的章节',
    read: (count: number) => `读完了${count}章`,
    forget: '清除记录',
    nothing: '还没有读完哪一章。',
    script: '要有JavaScript才能查看。',
  },
}

export type Strings = (typeof texts)['en']

export function useStrings(): Strings {
  const { i18n } = useDocusaurusContext()
  return texts[i18n.currentLocale === 'zh-Hans' ? 'zh-Hans' : 'en']
}
