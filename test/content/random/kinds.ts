import { readFileSync } from 'node:fs'
import type { Kind } from '../../differential/kind'
import { type GeneratorProgram, generatorPrograms } from './generator-programs'
import { runGeneratorProgram } from './generators'
import { type GroupProgram, groupPrograms } from './group-programs'
import { runGroupProgram } from './groups'
import { runProgram, runProgramSync } from './interpreter'
import { type RandomProgram, randomPrograms } from './programs'
import { runSyncProgram } from './sync'
import { type SyncProgram, syncPrograms } from './sync-programs'

const python = (name: string) => readFileSync(new URL(`./${name}.py`, import.meta.url), 'utf8')

/** All random programs that the differential test knows. */
export const kinds: readonly Kind[] = [
  {
    name: 'tasks',
    arbitrary: randomPrograms,
    ours: runProgramSync,
    oursHopping: runProgram,
    interpreter: python('interpreter'),
    entry: 'run_program',
  } satisfies Kind<RandomProgram>,
  {
    name: 'sync',
    arbitrary: syncPrograms,
    ours: runSyncProgram,
    interpreter: python('sync'),
    entry: 'run_program',
  } satisfies Kind<SyncProgram>,
  {
    name: 'groups',
    arbitrary: groupPrograms,
    ours: runGroupProgram,
    interpreter: `${python('interpreter')}\n${python('groups')}`,
    entry: 'run_group_program',
  } satisfies Kind<GroupProgram>,
  {
    name: 'generators',
    arbitrary: generatorPrograms,
    ours: runGeneratorProgram,
    interpreter: python('generators'),
    entry: 'run_program',
  } satisfies Kind<GeneratorProgram>,
]
