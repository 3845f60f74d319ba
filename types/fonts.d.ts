// As much of two libraries without types as plugins/social-cards uses.
declare module 'subset-font' {
  interface Options {
    readonly targetFormat: 'sfnt'
    readonly variationAxes: Readonly<Record<string, number>>
  }
  export default function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>
}

declare module 'fontkit' {
  interface Font {
    readonly unitsPerEm: number
    layout(text: string): {
      readonly advanceWidth: number
      readonly glyphs: readonly { readonly path: { toSVG(): string } }[]
      readonly positions: readonly { readonly xAdvance: number }[]
    }
  }
  export function create(font: Buffer): Font
}
