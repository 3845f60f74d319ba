import type { Kind } from '../../differential/kind'
import { type GeneratorProgram, generatorPrograms } from './generator-programs'
import { runGeneratorProgram } from './generators'
import type { Program } from './language'
import { randomPrograms } from './programs'
import { read, readRoom } from './python'
import { runProgram, runProgramSync } from './run'
import { type StreamProgram, streamPrograms } from './stream-programs'
import { runStreamProgram } from './streams'

/** All random programs that the differential test knows. */
export const kinds: readonly Kind[] = [
  {
    name: 'programs',
    arbitrary: randomPrograms,
    ours: runProgramSync,
    oursHopping: runProgram,
    interpreter: readRoom(),
    entry: 'run_program',
  } satisfies Kind<Program>,
  {
    name: 'generators',
    arbitrary: generatorPrograms,
    ours: runGeneratorProgram,
    interpreter: read('generators'),
    entry: 'run_program',
  } satisfies Kind<GeneratorProgram>,
  {
    name: 'streams',
    arbitrary: streamPrograms,
    ours: runStreamProgram,
    interpreter: read('streams'),
    entry: 'run_program',
  } satisfies Kind<StreamProgram>,
]
