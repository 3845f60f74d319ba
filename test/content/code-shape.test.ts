// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the programs under test are strings
import { describe, expect, it } from 'vitest'
import { firstDifference, shapeOfPython, shapeOfTypeScript } from './code-shape'

const typescript = (a: string, b: string) => firstDifference(shapeOfTypeScript(a), shapeOfTypeScript(b))
const python = (a: string, b: string) => firstDifference(shapeOfPython(a), shapeOfPython(b))

describe('two versions of a TypeScript program', () => {
  it('may differ in comments, strings and the text of templates', () => {
    const en = '// says hello\nconst a = "hello" /* now */\nconsole.log(`${a}, world`, `done`)'
    const zh = '/* 打招呼\n   两行 */\nconst a = "你好"\n// 现在\nconsole.log(`${a}，世界`, `完成`)'
    expect(typescript(en, zh)).toBeNull()
  })

  it('may not differ in names, numbers, calls, types or modules', () => {
    expect(typescript('sleep(1)', 'sleep(2)')).toContain('line 1')
    expect(typescript('const a = 1', 'const b = 1')).toContain('Identifier a')
    expect(typescript('a()\nb()', 'a()')).toContain('the end')
    expect(typescript('let a: string', 'let a: number')).not.toBeNull()
    expect(typescript('let a = 1', 'const a = 1')).not.toBeNull()
    expect(typescript('a + b', 'a - b')).not.toBeNull()
    expect(typescript("import { a } from 'x'", "import { a } from 'y'")).not.toBeNull()
    expect(typescript('a(/x/)', 'a(/y/)')).not.toBeNull()
  })

  it('may not differ in what a template holds', () => {
    expect(typescript('`a ${b}`', '`a ${c}`')).not.toBeNull()
    expect(typescript('`a ${b}`', '`a`')).not.toBeNull()
  })
})

describe('two versions of a Python program', () => {
  it('may differ in comments, blank lines and strings', () => {
    const en = '# says hello\n"""Two\nlines."""\n\na = "it\'s" + r"\\""  # now\nprint(f"{a}, world {{}}", b\'x\')'
    const zh = '"""一行"""\na = "好" + r"" # 现在\n\nprint(f"{a}，世界", b\'y\')'
    expect(python(en, zh)).toBeNull()
  })

  it('may not differ in anything else', () => {
    expect(python('a = 1', 'a = 2')).toBe('line 1 (a = 1) against line 1 (a = 2)')
    expect(python('a()\nb()', 'a()')).toBe('line 2 (b()) against the end')
    expect(python('if a:\n  b()', 'if a:\n    b()')).not.toBeNull()
    expect(python('print(f"{a}")', 'print(f"{b}")')).not.toBeNull()
    expect(python('print(f"{a:>5}")', 'print(f"{a:>6}")')).not.toBeNull()
  })

  it('may differ in a string within the braces of an f-string', () => {
    expect(python(`print(f"{a('yes')}, {b["x"]:>{c}} {{")`, `print(f"{a('是')}: {b["y"]:>{c}}")`)).toBeNull()
    expect(python(`print(f"{a('yes')}")`, `print(f"{b('yes')}")`)).not.toBeNull()
    expect(python(`print(f"{a:>{c}}")`, `print(f"{a:>{d}}")`)).not.toBeNull()
  })

  it('are not deceived by a hash in a string, or a quote in a comment', () => {
    expect(python('a("#", 1)', 'a("", 2)')).not.toBeNull()
    expect(python("a() # it's\nb()", 'a()\nb()')).toBeNull()
  })

  it('are compared at the lines of the files', () => {
    expect(python('# one\n"""a\nb"""\nc()', 'd()')).toBe("line 2 ('') against line 1 (d())")
    expect(python('x("""a\nb""")\nc()', 'x("")\nd()')).toBe('line 3 (c()) against line 2 (d())')
  })
})
