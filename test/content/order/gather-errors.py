import asyncio


async def work(name, delay, fails=False):
    try:
        await asyncio.sleep(delay)
        if fails:
            raise ValueError(name)
        print(name, 'ends')
        return name
    except asyncio.CancelledError:
        print(name, 'is cancelled')
        raise
    finally:
        print(name, 'cleans up')


async def main():
    try:
        await asyncio.gather(work('a', 1), work('b', 0.5, fails=True), work('c', 2), work('d', 0.75, fails=True))
    except ValueError as error:
        print('first error', error)
    await asyncio.sleep(2)

    results = await asyncio.gather(work('e', 1), work('f', 0.5, fails=True), return_exceptions=True)
    print(results[0], type(results[1]).__name__, results[1])

    group = asyncio.gather(work('g', 1), work('h', 2))
    await asyncio.sleep(0.5)
    print(group.cancel(), group.done(), group.cancelled())
    try:
        await group
    except asyncio.CancelledError:
        print('the group', group.done(), group.cancelled())
    print(group.cancel())

    async def outer():
        await asyncio.gather(work('i', 1), work('j', 2), return_exceptions=True)
        print('never')

    task = asyncio.create_task(outer())
    await asyncio.sleep(0.5)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('outer', task.cancelled())

    child = asyncio.create_task(work('k', 1))
    group = asyncio.gather(child, work('l', 2))
    await asyncio.sleep(0)
    child.cancel()
    try:
        await group
    except asyncio.CancelledError:
        print('by a child', group.cancelled())
    await asyncio.sleep(5)


asyncio.run(main())
