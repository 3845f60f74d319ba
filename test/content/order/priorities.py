import asyncio


async def main():
    queue = asyncio.PriorityQueue()
    for item in ([3, 'c'], [1, 'a'], [2, 'b'], [1], [1, 'a', 0], [0, None]):
        queue.put_nowait(item)
    last = asyncio.LifoQueue(3)
    while not queue.empty():
        item = await queue.get()
        print(len(item), item[0])
        if not last.full():
            last.put_nowait(item[0])
    while not last.empty():
        print(last.get_nowait())

    for name, items in ('words', ['pear', 'fig', 'apple']), ('numbers', [2.5, -1, 10, 3]):
        queue = asyncio.PriorityQueue()
        for item in items:
            queue.put_nowait(item)
        print(name, queue)
        print(*[queue.get_nowait() for _ in items])

    for items in [1, 'x'], [{}, {}], [[1, None], [1, 2]]:
        queue = asyncio.PriorityQueue()
        try:
            for item in items:
                queue.put_nowait(item)
            print('is allowed')
        except TypeError:
            print('TypeError')

    # It lies as a heap of Python's does, through all changes.
    queue = asyncio.PriorityQueue()
    for n in range(40):
        queue.put_nowait(n * 17 % 41)
        if n % 3 == 2:
            queue.get_nowait()
        if queue.qsize() <= 6:
            print(queue)
    while queue.qsize() > 6:
        queue.get_nowait()
    print(queue)


asyncio.run(main())
