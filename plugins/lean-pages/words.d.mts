export function idsOfCalls(source: string): string[]
export function idsOfElements(source: string): string[]
export function inPlace(source: string, translations: Readonly<Record<string, string>>): string
