import useDocusaurusContext from '@docusaurus/useDocusaurusContext'

/**
 * Every string of the search but the button's, in both languages. What `translate` knows is part of every page's first
 * script; these come with the dialog, when it is opened.
 */
const texts = {
  en: {
    dialog: 'Search the book',
    input: 'Search for a word, a name or an example',
    close: 'Close',
    results: 'Results',
    chapter: (n: number, title: string) => `${n}. ${title}`,
    api: (title: string) => `API: ${title}`,
    example: 'Example',
    loading: 'Loading…',
    failed: 'The search could not be loaded.',
    again: 'Try again',
    none: (query: string) => `Nothing was found for “${query}”.`,
    found: (count: number) => (count === 1 ? '1 result' : `${count} results`),
    choose: 'choose',
    follow: 'open',
    leave: 'close',
    slash: '/ opens the search',
    hint: 'Headings, text, names such as createTask or create_task, examples.',
  },
  'zh-Hans': {
    dialog: '在书中搜索',
    input: '搜词语、函数名或例子',
    close: '关闭',
    results: '结果',
    chapter: (n: number, title: string) => `第${n}章 ${title}`,
    api: (title: string) => `API：${title}`,
    example: '例子',
    loading: '正在加载…',
    failed: '搜索没能加载出来。',
    again: '重试',
    none: (query: string) => `没有找到“${query}”。`,
    found: (count: number) => `${count}条结果`,
    choose: '选择',
    follow: '打开',
    leave: '关闭',
    slash: '按/打开搜索',
    hint: '可以搜标题、正文、例子，也可以搜createTask或create_task这样的名字。',
  },
} satisfies { readonly [locale: string]: object }

export type Strings = (typeof texts)['en']

export function useStrings(): Strings {
  const { i18n } = useDocusaurusContext()
  return texts[i18n.currentLocale === 'zh-Hans' ? 'zh-Hans' : 'en']
}
