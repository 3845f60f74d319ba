import { insertBefore, replace } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'fib',
    edits: [replace(18, 'fib(3)', 'fib(2)')],
    prints: `
        0.00 1
        0.00 1
        0.00 2
        0.00 3
        0.00 5
        0.00 8
        0.00 [1, 1, 2, 3, 5, 8]
        0.00 1
        0.00 1
        0.00 StopIteration
      `,
  }),
  item(
    {
      example: 'for-break',
      edits: [
        insertBefore(1, "import { generator } from 'asyncio-ts'"),
        replace(1, 'function* counter(', 'const counter = generator(function* ('),
        replace(3, '}', '})'),
      ],
      like: 'twin',
    },
    [],
  ),
  item(
    {
      example: 'fib-take',
      edits: [replace(21, 'numbers', 'fib()'), replace(22, 'numbers', 'fib()')],
      prints: `
        0.00 [1, 1, 2]
        0.00 [1, 1, 2]
      `,
    },
    [],
  ),
] satisfies readonly Item[]
