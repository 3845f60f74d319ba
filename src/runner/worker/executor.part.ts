/** What programs get that import `asyncio-ts/executor`. */
export * from 'asyncio-ts/executor'
