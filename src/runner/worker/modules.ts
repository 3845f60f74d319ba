import * as asyncio from 'asyncio-ts'

/** What a program may import, by the name it imports it by: the compiler checks against it, the worker serves from it. */
export const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'asyncio-ts': asyncio,
}
