"""Runs programs of `stream-programs.ts` on asyncio's streams. Its twin is `streams.ts`."""

import asyncio
import json


def run_program(text):
    asyncio.run(main(json.loads(text)))


def log(*words):
    print(f'{asyncio.get_running_loop().time():.6g}', *words)


def shown(data):
    return f"{len(data)} {data[:20].decode().replace(chr(10), '|')}"


async def main(program):
    limit, connections = program['limit'], program['connections']
    loop = asyncio.get_running_loop()
    served = [loop.create_future() for _ in connections]
    accepted = 0
    # A writer that is forgotten closes its transport in CPython, and only there.
    kept = []

    async def serve(reader, writer):
        nonlocal accepted
        number = accepted
        accepted += 1
        kept.append(writer)
        await side(f'server {number}', reader, writer, connections[number]['server'])
        served[number].set_result(None)

    server = await asyncio.start_server(serve, 'localhost', 8888, limit=limit)

    async def connect(number, steps):
        reader, writer = await asyncio.open_connection('localhost', 8888, limit=limit)
        kept.append(writer)
        await side(f'client {number}', reader, writer, steps)

    clients = [asyncio.create_task(connect(number, each['client'])) for number, each in enumerate(connections)]
    await asyncio.gather(*clients, *served)
    server.close()
    await asyncio.sleep(1)


async def side(name, reader, writer, steps):
    for step in steps:
        try:
            async with asyncio.timeout(1):
                told = await act(step, reader, writer)
            log(name, step[0], *([] if told is None else [told]))
        except asyncio.IncompleteReadError as error:
            log(name, step[0], 'IncompleteReadError', shown(error.partial), error.expected)
        except asyncio.LimitOverrunError as error:
            log(name, step[0], 'LimitOverrunError', error.consumed, error)
        except (AttributeError, TypeError):
            # What is closed while it has yet to send forgets in CPython 3.14 that it is closed, and has no socket to
            # write to. Here as there nothing is sent.
            log(name, step[0], *(['0'] if step[0] == 'fill' else []))
        except (Exception, asyncio.CancelledError) as error:
            # Nobody cancels a side: but who waits for the end of a connection and gives up has cancelled that.
            log(name, step[0], type(error).__name__)


async def act(step, reader, writer):
    kind, *args = step
    if kind == 'write':
        writer.write(args[0].encode())
    elif kind == 'fill':
        writer.write(b'x' * args[0])
        return f'{writer.transport.get_write_buffer_size()}'
    elif kind == 'writelines':
        writer.writelines([text.encode() for text in args[0]])
    elif kind == 'read':
        return shown(await reader.read(args[0]))
    elif kind == 'readexactly':
        return shown(await reader.readexactly(args[0]))
    elif kind == 'readuntil':
        return shown(await reader.readuntil(tuple(text.encode() for text in args[0])))
    elif kind == 'readline':
        return shown(await reader.readline())
    elif kind == 'marks':
        writer.transport.set_write_buffer_limits(high=args[0], low=args[1])
    elif kind == 'sleep':
        await asyncio.sleep(args[0])
    elif kind == 'drain':
        await writer.drain()
    elif kind == 'eof':
        writer.write_eof()
    elif kind == 'close':
        writer.close()
    elif kind == 'abort':
        writer.transport.abort()
    elif kind == 'closed':
        await writer.wait_closed()
    elif kind == 'state':
        return f'{reader.at_eof()} {writer.is_closing()} {reader.exception() is None}'
    elif kind == 'pause':
        writer.transport.pause_reading()
    elif kind == 'resume':
        writer.transport.resume_reading()
