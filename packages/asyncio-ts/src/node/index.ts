/*
 * The entry `asyncio-ts/node`: the network of the machine, for programs in Node.
 */
export { NodeNetwork } from './node-network.js'
