import { PARTS } from '../parts'
import { modules } from '../worker/modules'
import type { ImportTable } from './imports'

/** What programs can import, as the worker has it. */
export const importTable: ImportTable = {
  ...Object.fromEntries(Object.entries(modules).map(([specifier, module]) => [specifier, Object.keys(module)])),
  ...PARTS,
}
