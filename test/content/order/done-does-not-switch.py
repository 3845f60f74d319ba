import asyncio


async def ticker():
    for n in range(6):
        print('tick', n)
        await asyncio.sleep(0)


async def value():
    return 'value'


async def two_deep():
    return await value()


async def main():
    loop = asyncio.get_running_loop()
    ticking = asyncio.create_task(ticker())
    print(await two_deep(), 'without a switch')
    done = loop.create_future()
    done.set_result('done')
    print(await done, 'without a switch')
    task = asyncio.create_task(value())
    print(await task, 'after a switch')
    print(await task, 'without a switch')
    lock = asyncio.Lock()
    async with lock:
        print('a free lock without a switch')
    await asyncio.gather()
    print('nothing to gather: without a switch')
    await asyncio.gather(done)
    print('gather of what is done: with one')
    print(await asyncio.sleep(0, 'slept'), 'after one')
    await ticking


asyncio.run(main())
