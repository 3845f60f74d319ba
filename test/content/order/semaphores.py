import asyncio


async def worker(semaphore, name, delay):
    print(name, 'asks', semaphore.locked())
    try:
        async with semaphore:
            print(name, 'in')
            await asyncio.sleep(delay)
            print(name, 'out')
    except asyncio.CancelledError:
        print(name, 'cancelled')
        raise


async def main():
    semaphore = asyncio.Semaphore(2)
    tasks = [asyncio.create_task(worker(semaphore, name, delay)) for name, delay in zip('abcdef', (1, 2, 1, 1, 1, 1))]
    await asyncio.sleep(0.5)
    tasks[3].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    # Cancelled in the turn in which it is woken: the next must not be forgotten.
    empty = asyncio.Semaphore(0)
    first = asyncio.create_task(worker(empty, 'first', 1))
    second = asyncio.create_task(worker(empty, 'second', 1))
    await asyncio.sleep(0)
    empty.release()
    first.cancel()
    await asyncio.gather(first, second, return_exceptions=True)

    # A newcomer does not barge in, though there are two: one who waits has not gone on yet.
    await empty.acquire()
    waiting = asyncio.create_task(worker(empty, 'waiting', 1))
    await asyncio.sleep(0)
    empty.release()
    empty.release()
    newcomer = asyncio.create_task(worker(empty, 'newcomer', 1))
    await empty.acquire()
    print('main in')
    empty.release()
    await asyncio.gather(waiting, newcomer)

    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    bounded.release()
    try:
        bounded.release()
    except ValueError as error:
        print(error)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)


asyncio.run(main())
