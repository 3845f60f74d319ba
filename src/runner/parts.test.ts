import * as executor from 'asyncio-ts/executor'
import * as net from 'asyncio-ts/net'
import { expect, it } from 'vitest'
import { PARTS, type PartName } from './parts'

const entries: Readonly<Record<PartName, object>> = { 'asyncio-ts/executor': executor, 'asyncio-ts/net': net }

it.each(Object.entries(PARTS))('%s has the names that the compiler knows of it', (name, names) => {
  expect([...names].sort()).toEqual(Object.keys(entries[name as PartName]).sort())
})
