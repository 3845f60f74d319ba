import { createContext } from 'react'

/** The colours of the ordinary code block within, from the theme's outer part to its inner one. */
export const Colours = createContext('')
