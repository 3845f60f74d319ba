import asyncio


async def worker(lock, name, delay):
    print(name, 'asks')
    try:
        async with lock:
            print(name, 'has it')
            await asyncio.sleep(delay)
            print(name, 'gives it back')
    except asyncio.CancelledError:
        print(name, 'is cancelled')
        raise


async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(worker(lock, name, 1)) for name in 'abcd']
    await asyncio.sleep(0.5)
    print(lock.locked())
    tasks[1].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    # Cancelled in the very turn in which it is woken: the next must not be forgotten.
    await lock.acquire()
    first = asyncio.create_task(worker(lock, 'first', 1))
    second = asyncio.create_task(worker(lock, 'second', 1))
    await asyncio.sleep(0)
    lock.release()
    print(lock.locked())
    first.cancel()
    await asyncio.gather(first, second, return_exceptions=True)

    # A newcomer does not barge in before one who waits.
    await lock.acquire()
    waiting = asyncio.create_task(worker(lock, 'waiting', 0))
    await asyncio.sleep(0)
    lock.release()
    newcomer = asyncio.create_task(worker(lock, 'newcomer', 0))
    await lock.acquire()
    print('main has it')
    lock.release()
    await asyncio.gather(waiting, newcomer)
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
