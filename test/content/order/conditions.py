import asyncio


async def waiter(condition, name):
    try:
        async with condition:
            print(name, 'waits')
            await condition.wait()
            print(name, 'woken', condition.locked())
            await asyncio.sleep(1)
    except asyncio.CancelledError as error:
        print(name, 'cancelled', *error.args)
        raise


async def main():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(waiter(condition, name)) for name in 'abcde']
    await asyncio.sleep(0)

    # a is notified, and cancelled before it has the lock: b gets its notification.
    async with condition:
        condition.notify()
        await asyncio.sleep(1)
    tasks[0].cancel('too late')
    await asyncio.sleep(5)

    # c is cancelled again while it takes the lock back: the last cancel counts.
    await condition.acquire()
    for message in 'first', 'second', 'third':
        tasks[2].cancel(message)
        await asyncio.sleep(1)
    condition.release()
    await asyncio.sleep(1)

    async with condition:
        condition.notify_all()
        print('notified all')
    await asyncio.gather(*tasks, return_exceptions=True)

    items = []

    async def consumer(name, n):
        async with condition:
            print(name, await condition.wait_for(lambda: len(items) >= n and f'{len(items)} items'))

    consumers = [asyncio.create_task(consumer(f'consumer {n}', n)) for n in (0, 2, 1)]
    for item in range(2):
        await asyncio.sleep(1)
        async with condition:
            items.append(item)
            condition.notify(2)
            print('item', item)
    await asyncio.gather(*consumers)


asyncio.run(main())
