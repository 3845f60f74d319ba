import asyncio


async def hop(name, times):
    print(name, 'starts')
    for n in range(times):
        await asyncio.sleep(0)
        print(name, n)
    print(name, 'ends')
    return name


async def parent():
    print('parent starts')
    child = asyncio.create_task(hop('child', 2))
    print(await hop('inline', 1))
    print(await child)


async def main():
    tasks = [asyncio.create_task(hop('a', 3)), asyncio.create_task(parent()), asyncio.create_task(hop('b', 1))]
    print('main made them')
    await asyncio.sleep(0)
    print('main after one turn')
    for task in tasks:
        await task
        print('main saw one end')


asyncio.run(main())
