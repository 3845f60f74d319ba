import asyncio


def now():
    return f'{asyncio.get_running_loop().time():.4g}'


class Loud(asyncio.StreamReaderProtocol):
    def pause_writing(self):
        print(now(), 'pause')
        super().pause_writing()

    def resume_writing(self):
        print(now(), 'resume')
        super().resume_writing()


async def slow(reader, writer):
    total = 0
    while data := await reader.read(3000):
        total += len(data)
        await asyncio.sleep(0.02)
    print(now(), 'server read', total)
    writer.write(b'%d' % total)
    writer.close()


async def send(limits):
    reader = asyncio.StreamReader()
    protocol = Loud(reader)
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_connection(lambda: protocol, '127.0.0.1', 8888)
    transport.set_write_buffer_limits(**limits)
    writer = asyncio.StreamWriter(transport, protocol, reader, loop)
    print(now(), 'limits', *transport.get_write_buffer_limits())
    for i in range(6):
        writer.write(bytes(5000))
        print(now(), 'wrote', i, transport.get_write_buffer_size())
        await writer.drain()
        print(now(), 'drained', i, transport.get_write_buffer_size())
    writer.writelines([bytes(10), bytes(20)])
    writer.write_eof()
    print(now(), 'eof', writer.can_write_eof())
    print(now(), 'answer', (await reader.read()).decode())
    writer.close()
    await writer.wait_closed()


async def main():
    network = asyncio.get_running_loop().network
    network.bandwidth, network.buffer_size = 200_000, 8192
    server = await asyncio.start_server(slow, '127.0.0.1', 8888, limit=2000)
    await send({})
    await send({'high': 6000})
    await send({'high': 0})
    await asyncio.gather(send({'low': 2000}), send({'high': 9000, 'low': 1000}))
    try:
        await send({'high': 1, 'low': 2})
    except ValueError as error:
        print(error)
    server.close_clients()
    server.close()
    await server.wait_closed()
    print(now(), 'done')


asyncio.run(main())
