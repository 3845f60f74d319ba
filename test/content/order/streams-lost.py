import asyncio


def now():
    return f'{asyncio.get_running_loop().time():.4g}'


def name(error):
    return f'{type(error).__name__} {error}'


async def attempt(what, awaitable):
    try:
        result = await awaitable
        print(now(), what, result if isinstance(result, bytes) else 'ok')
    except (OSError, EOFError, asyncio.CancelledError) as error:
        print(now(), what, name(error))


async def rude(reader, writer):
    await reader.readline()
    writer.transport.abort()
    print(now(), 'aborted', writer.is_closing())


async def unread(reader, writer):
    await asyncio.sleep(0.1)
    writer.close()
    print(now(), 'closed unread')


async def failing(reader, writer):
    raise ValueError('boom')


async def cancelled(reader, writer):
    asyncio.current_task().cancel()
    await asyncio.sleep(1)


async def patient(reader, writer):
    await attempt('patient', reader.readexactly(100))
    await attempt('patient again', reader.read())
    writer.close()


async def use(handler):
    server = await asyncio.start_server(handler, '127.0.0.1', 80)
    reader, writer = await asyncio.open_connection('127.0.0.1', 80)
    print(now(), 'connected to', handler.__name__)
    writer.write(b'hello\n' * 3)
    await attempt('read', reader.readline())
    await attempt('drain', writer.drain())
    writer.write(b'more')
    await attempt('drain', writer.drain())
    await attempt('drain', writer.drain())
    await asyncio.sleep(0.05)
    writer.write(b'more')
    await attempt('drain', writer.drain())
    await attempt('read', reader.read())
    print(now(), reader.at_eof(), writer.is_closing(), reader.exception() and name(reader.exception()))
    writer.close()
    await attempt('closed', writer.wait_closed())
    server.close()
    await server.wait_closed()
    print(now(), 'server closed')


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(now(), context['message']))
    for handler in rude, unread, failing, cancelled:
        await use(handler)
    server = await asyncio.start_server(patient, '127.0.0.1', 80, start_serving=False)
    print(now(), server.is_serving())
    await attempt('refused', asyncio.open_connection('127.0.0.1', 80))
    await server.start_serving()
    reader, writer = await asyncio.open_connection('127.0.0.1', 80)
    writer.write(b'x' * 60)
    await asyncio.sleep(0.05)
    server.close_clients()
    await attempt('read', reader.read())
    writer.close()
    reading = asyncio.create_task(attempt('late', reader.read(5)))
    forever = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0.1)
    connecting = asyncio.create_task(asyncio.open_connection('127.0.0.1', 80))
    await asyncio.sleep(0.015)
    connecting.cancel()
    await attempt('connecting', connecting)
    forever.cancel()
    await attempt('forever', forever)
    print(now(), server.is_serving(), len(server.sockets))
    await reading


asyncio.run(main())
