import asyncio


def now():
    return f'{asyncio.get_running_loop().time():.4g}'


class Telling(asyncio.Protocol):
    def __init__(self, name, keep_open, done):
        self.name, self.keep_open, self.done = name, keep_open, done

    def connection_made(self, transport):
        self.transport = transport
        print(now(), self.name, 'made', transport.is_reading(), transport.is_closing())

    def data_received(self, data):
        print(now(), self.name, 'data', data.decode())
        if data == b'fail':
            raise ValueError('boom')
        if data == b'pause':
            self.transport.pause_reading()
            asyncio.get_running_loop().call_later(0.05, self.transport.resume_reading)
        if self.name == 'server':
            self.transport.write(b're: ' + data)

    def eof_received(self):
        print(now(), self.name, 'eof')
        return self.keep_open

    def connection_lost(self, error):
        print(now(), self.name, 'lost', type(error).__name__)
        if not self.done.done():
            self.done.set_result(None)


class Buffered(asyncio.BufferedProtocol):
    def __init__(self, done):
        self.buffer, self.done = bytearray(4), done

    def get_buffer(self, size_hint):
        print(now(), 'buffer', size_hint)
        return self.buffer

    def buffer_updated(self, count):
        print(now(), 'updated', bytes(self.buffer[:count]).decode())

    def eof_received(self):
        print(now(), 'buffered eof')

    def connection_lost(self, error):
        print(now(), 'buffered lost', type(error).__name__)
        self.done.set_result(None)


async def talk(keep_open, words):
    loop = asyncio.get_running_loop()
    print('---', keep_open, *words)
    served, done = loop.create_future(), loop.create_future()
    server = await loop.create_server(lambda: Telling('server', keep_open, served), '127.0.0.1', 7)
    transport, protocol = await loop.create_connection(lambda: Telling('client', False, done), '127.0.0.1', 7)
    print(now(), transport.get_protocol() is protocol, transport.get_extra_info('nothing', 'otherwise'))
    for word in words:
        if word == 'eof':
            transport.write_eof()
        elif word == 'close':
            transport.close()
        elif word == 'abort':
            transport.abort()
        elif word == 'wait':
            await asyncio.sleep(0.03)
        else:
            transport.write(word.encode())
    try:
        transport.write(b'late')
    except RuntimeError:
        print('cannot write')
    await asyncio.sleep(0.2)
    transport.close()
    server.close_clients()
    await done
    await served
    server.close()
    await server.wait_closed()


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(now(), context['exception']))
    for keep_open in False, True:
        await talk(keep_open, ['a', 'wait', 'b', 'eof'])
        await talk(keep_open, ['a', 'close'])
        await talk(keep_open, ['a', 'abort'])
        await talk(keep_open, ['pause', 'wait', 'b', 'wait', 'c', 'close'])
        await talk(keep_open, ['fail'])
        await talk(keep_open, [])
    done = loop.create_future()
    server = await loop.create_server(lambda: Buffered(done), '127.0.0.1', 7)
    transport, _ = await loop.create_connection(asyncio.Protocol, '127.0.0.1', 7)
    transport.writelines([b'hello', b' ', b'world'])
    transport.close()
    await done
    server.close()
    try:
        await asyncio.gather(*(loop.create_server(asyncio.Protocol, '127.0.0.1', 9) for _ in range(2)))
    except OSError as error:
        print(error)


asyncio.run(main())
