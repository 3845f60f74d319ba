import asyncio


def now():
    return f'{asyncio.get_running_loop().time():.4g}'


async def echo(reader, writer):
    print(now(), 'accepted', writer.get_extra_info('peername')[0])
    while line := await reader.readline():
        print(now(), 'server got', line.decode().strip())
        writer.write(line)
        await writer.drain()
    print(now(), 'server at eof', reader.at_eof())
    writer.close()
    await writer.wait_closed()
    print(now(), 'server closed')


async def ticking():
    for i in range(12):
        print(now(), 'tick', i)
        await asyncio.sleep(0.01)


async def client(name, pause):
    reader, writer = await asyncio.open_connection('localhost', 8888)
    print(now(), name, 'connected')
    for i in range(3):
        writer.write(f'{name} {i}\n'.encode())
        line = (await reader.readline()).decode().strip()
        print(now(), name, 'got', line)
        await asyncio.sleep(pause)
    writer.write_eof()
    rest = await reader.read()
    print(now(), name, 'rest', len(rest), reader.at_eof())
    writer.close()
    await writer.wait_closed()
    print(now(), name, 'closed')


async def main():
    server = await asyncio.start_server(echo, 'localhost', 8888)
    print(now(), 'serving', server.is_serving())
    ticks = asyncio.create_task(ticking())
    await asyncio.gather(client('a', 0), client('b', 0.01), client('c', 0.005))
    server.close()
    await server.wait_closed()
    print(now(), 'server gone')
    await ticks
    try:
        await asyncio.open_connection('localhost', 8888)
    except ConnectionRefusedError as error:
        print(now(), type(error).__name__, error)
    try:
        await asyncio.open_connection('nowhere.example', 80)
    except OSError as error:
        print(now(), error)


asyncio.run(main())
