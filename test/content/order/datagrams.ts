import { type Coroutine, getRunningLoop, run, sleep, ValueError } from 'asyncio-ts'
import {
  type Address,
  createDatagramEndpoint,
  DatagramProtocol,
  type DatagramTransport,
  decode,
  encode,
  OSError,
  SimulatedNetwork,
  setNetwork,
} from 'asyncio-ts/net'

const now = () => String(Number(getRunningLoop().time().toPrecision(4)))

class Telling extends DatagramProtocol {
  transport!: DatagramTransport

  constructor(readonly name: string) {
    super()
  }

  override connectionMade(transport: DatagramTransport) {
    this.transport = transport
    console.log(now(), this.name, 'made', transport.getExtraInfo('sockname')?.[0])
  }

  override datagramReceived(data: Uint8Array, address: Address) {
    console.log(now(), this.name, 'got', decode(data), 'from', address[0])
    if (this.name === 'server') this.transport.sendto(encode(decode(data).toUpperCase()), address)
  }

  override errorReceived(error: Error) {
    console.log(now(), this.name, 'error', error.name, error.message)
  }

  override connectionLost(error?: Error) {
    console.log(now(), this.name, 'lost', error === undefined ? 'NoneType' : error.name)
  }
}

function* main(): Coroutine<void> {
  setNetwork(new SimulatedNetwork({ bandwidth: 1000 }))
  const make = (name: string) => () => new Telling(name)
  const [server] = yield* createDatagramEndpoint(make('server'), { localAddr: ['127.0.0.1', 53] })
  const [client] = yield* createDatagramEndpoint(make('client'), { remoteAddr: ['localhost', 53] })
  const [free, protocol] = yield* createDatagramEndpoint(make('free'), { localAddr: ['127.0.0.1', 0] })
  const [nobody] = yield* createDatagramEndpoint(make('nobody'), { remoteAddr: ['127.0.0.1', 54] })
  for (const word of ['one', 'two', 'three']) client.sendto(encode(word))
  free.sendto(encode('free'), ['127.0.0.1', 53])
  nobody.sendto(encode('lost'))
  free.sendto(encode('lost'), ['127.0.0.1', 54])
  yield* sleep(0.1)
  try {
    client.sendto(encode('x'), ['127.0.0.1', 99])
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    console.log(error.message.replace('undefined', 'None'))
  }
  try {
    yield* createDatagramEndpoint(make('second'), { localAddr: ['127.0.0.1', 53] })
  } catch (error) {
    if (!(error instanceof OSError)) throw error
    console.log(error.message)
  }
  server.sendto(encode('unasked'), protocol.transport.getExtraInfo('sockname'))
  server.close()
  server.sendto(encode('late'), protocol.transport.getExtraInfo('sockname'))
  client.sendto(encode('too late'))
  yield* sleep(0.1)
  client.abort()
  free.close()
  console.log(now(), free.isClosing() ? 'True' : 'False')
  yield* sleep(0)
}

await run(main())
