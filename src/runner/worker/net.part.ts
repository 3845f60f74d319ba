/** What programs get that import `asyncio-ts/net`. */
export * from 'asyncio-ts/net'
