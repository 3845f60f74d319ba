import asyncio


async def after(delay, what, fails=False):
    await asyncio.sleep(delay)
    if fails:
        raise ValueError(what)
    return what


async def take(awaitable):
    try:
        print('next', await awaitable)
    except (ValueError, TimeoutError, asyncio.CancelledError) as error:
        print(type(error).__name__, error)


async def main():
    for coming in asyncio.as_completed([after(3, 'a'), after(1, 'b'), after(2, 'c', True), after(1, 'd')]):
        await take(coming)

    for coming in asyncio.as_completed([after(3, 'e'), after(1, 'f'), after(5, 'g')], timeout=2):
        await take(coming)
    await asyncio.sleep(5)

    tasks = [asyncio.create_task(after(delay, delay), name=f'task {delay}') for delay in (2, 1, 3)]
    async for task in asyncio.as_completed(tasks):
        print(task.get_name(), task.done(), await task)

    # Taken by several at once: whoever asks first gets the first.
    coming = list(asyncio.as_completed([after(1, 'h'), after(1, 'i'), after(2, 'j')]))
    takers = [asyncio.create_task(take(each)) for each in reversed(coming)]
    await asyncio.wait(takers)

    # One that is cancelled while it waits loses nothing.
    coming = list(asyncio.as_completed([after(1, 'k'), after(2, 'l')]))
    takers = [asyncio.create_task(take(each)) for each in coming]
    await asyncio.sleep(0)
    takers[0].cancel()
    await asyncio.sleep(5)
    print(list(asyncio.as_completed([])))


asyncio.run(main())
