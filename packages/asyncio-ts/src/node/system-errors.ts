import { TimeoutError } from '../core.js'
import { BrokenPipeError, ConnectionRefusedError, ConnectionResetError, GaiError, OSError } from '../net/os-errors.js'
import type { NodeError } from './node-modules.js'

/** An error of Node's under Python's name. `where` is what was done when it came. */
export function systemError(error: NodeError, where = ''): Error {
  const { code = '', errno } = error
  const number = errno === undefined ? undefined : Math.abs(errno)
  const text = where || error.message
  const options = { cause: error }
  switch (code) {
    case 'ECONNREFUSED':
      return new ConnectionRefusedError(number, text, options)
    case 'ECONNRESET':
      return new ConnectionResetError(number, where || 'Connection reset by peer', options)
    case 'EPIPE':
      return new BrokenPipeError(number, where || 'Broken pipe', options)
    case 'ETIMEDOUT':
      return new TimeoutError(`[Errno ${number}] ${text}`, options)
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new GaiError(number, 'Name or service not known', options)
    case 'EADDRINUSE':
      return new OSError(number, 'Address already in use', options)
    default:
      return new OSError(number, text, options)
  }
}
