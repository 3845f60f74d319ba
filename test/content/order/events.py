import asyncio


async def waiter(event, name):
    try:
        print(name, await event.wait())
    except asyncio.CancelledError:
        print(name, 'cancelled')
        raise


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, name)) for name in 'abcd']
    await asyncio.sleep(1)
    tasks[1].cancel()
    event.set()
    # Woken already, and cancelled all the same.
    tasks[2].cancel()
    print('set', event.is_set(), await event.wait())
    event.clear()
    late = asyncio.create_task(waiter(event, 'late'))
    await asyncio.gather(*tasks, return_exceptions=True)
    print('late is done:', late.done())
    asyncio.get_running_loop().call_later(1, event.set)
    await late


asyncio.run(main())
