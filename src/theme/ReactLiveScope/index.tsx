import * as asyncio from 'asyncio-ts'
import React from 'react'

/** What a `jsx live` block may use without importing it: React, everything React exports, and the package. */
const ReactLiveScope = { React, ...React, asyncio }

export default ReactLiveScope
