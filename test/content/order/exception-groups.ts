import { type ErrorCondition, ExceptionGroup, RuntimeError, TimeoutError, ValueError } from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function show(error: Error | undefined): string {
  if (error === undefined) return 'None'
  if (error instanceof ExceptionGroup) return `${error.message} [${error.errors.map(show).join(', ')}]`
  return `${error.name}(${error.message})`
}

const group = new ExceptionGroup('outer', [
  new ValueError('a'),
  new ExceptionGroup('inner', [
    new RuntimeError('b'),
    new ValueError('c'),
    new ExceptionGroup('core', [new TimeoutError('d')]),
  ]),
  new RuntimeError('e'),
])
console.log(show(group))
const conditions: ErrorCondition[] = [
  ValueError,
  TimeoutError,
  [ValueError, RuntimeError],
  [],
  Error,
  ExceptionGroup,
  (error) => error instanceof ExceptionGroup && error.message.includes('inner'),
  (error) => 'ad'.includes(error.message),
]
for (const condition of conditions) {
  const [match, rest] = group.split(condition)
  console.log(show(match), '/', show(rest))
  console.log(show(group.subgroup(condition)), python(match === group), python(rest === group))
}
for (const wrong of [[], [1]]) {
  try {
    new ExceptionGroup('wrong', wrong as never)
  } catch (error) {
    console.log((error as Error).name)
  }
}
try {
  group.split('ValueError' as never)
} catch (error) {
  console.log((error as Error).name)
}
