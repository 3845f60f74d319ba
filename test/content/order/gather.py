import asyncio


async def work(name, delay):
    print(name, 'starts')
    await asyncio.sleep(delay)
    print(name, 'ends')
    return name


async def twice(future):
    print('inner', await asyncio.gather(future, future))
    return 'twice'


async def main():
    loop = asyncio.get_running_loop()
    print(*await asyncio.gather(work('slow', 2), work('quick', 1), work('at once', 0)))
    task = asyncio.create_task(work('task', 1))
    future = loop.create_future()
    loop.call_later(0.5, future.set_result, 'future')
    print(*await asyncio.gather(task, future, twice(future), task))
    group = asyncio.gather(work('left', 1), asyncio.gather(work('inner', 1), work('inmost', 0.5)))
    group.add_done_callback(lambda group: print('group is done'))
    left, (inner, inmost) = await group
    print(left, inner, inmost)
    print(len(await asyncio.gather()))


asyncio.run(main())
