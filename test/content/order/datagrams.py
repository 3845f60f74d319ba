import asyncio


def now():
    return f'{asyncio.get_running_loop().time():.4g}'


class Telling(asyncio.DatagramProtocol):
    def __init__(self, name):
        self.name = name

    def connection_made(self, transport):
        self.transport = transport
        print(now(), self.name, 'made', transport.get_extra_info('sockname')[0])

    def datagram_received(self, data, address):
        print(now(), self.name, 'got', data.decode(), 'from', address[0])
        if self.name == 'server':
            self.transport.sendto(data.upper(), address)

    def error_received(self, error):
        print(now(), self.name, 'error', type(error).__name__, error)

    def connection_lost(self, error):
        print(now(), self.name, 'lost', type(error).__name__)


async def main():
    loop = asyncio.get_running_loop()
    loop.network.bandwidth = 1000
    server, _ = await loop.create_datagram_endpoint(lambda: Telling('server'), local_addr=('127.0.0.1', 53))
    client, _ = await loop.create_datagram_endpoint(lambda: Telling('client'), remote_addr=('localhost', 53))
    free, protocol = await loop.create_datagram_endpoint(lambda: Telling('free'), local_addr=('127.0.0.1', 0))
    nobody, _ = await loop.create_datagram_endpoint(lambda: Telling('nobody'), remote_addr=('127.0.0.1', 54))
    for word in 'one', 'two', 'three':
        client.sendto(word.encode())
    free.sendto(b'free', ('127.0.0.1', 53))
    nobody.sendto(b'lost')
    free.sendto(b'lost', ('127.0.0.1', 54))
    await asyncio.sleep(0.1)
    try:
        client.sendto(b'x', ('127.0.0.1', 99))
    except ValueError as error:
        print(error)
    try:
        await loop.create_datagram_endpoint(lambda: Telling('second'), local_addr=('127.0.0.1', 53))
    except OSError as error:
        print(error)
    server.sendto(b'unasked', protocol.transport.get_extra_info('sockname'))
    server.close()
    server.sendto(b'late', protocol.transport.get_extra_info('sockname'))
    client.sendto(b'too late')
    await asyncio.sleep(0.1)
    client.abort()
    free.close()
    print(now(), free.is_closing())
    await asyncio.sleep(0)


asyncio.run(main())
