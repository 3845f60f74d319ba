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


async def ended(awaitable):
    try:
        print('gave', await awaitable)
    except (ValueError, TimeoutError, asyncio.CancelledError) as error:
        print(type(error).__name__, error)


async def shielded(inner):
    return await asyncio.shield(inner)


async def main():
    await ended(asyncio.shield(work('a', 1)))
    await ended(asyncio.shield(work('b', 1, fails=True)))

    inner = asyncio.create_task(work('c', 2))
    outer = asyncio.create_task(shielded(inner))
    await asyncio.sleep(1)
    outer.cancel('enough')
    await ended(outer)
    await ended(inner)
    print(asyncio.shield(inner) is inner)

    # Whoever cancels what is within cancels the shield, without a message.
    inner = asyncio.create_task(work('d', 2))
    outer = asyncio.create_task(shielded(inner))
    await asyncio.sleep(1)
    inner.cancel('enough')
    await ended(outer)
    await ended(inner)

    # An error that comes when nobody waits any more goes to the exception handler, once.
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print('handler:', context['message']))
    inner = asyncio.create_task(work('e', 2, fails=True))
    shields = [asyncio.shield(inner), asyncio.shield(inner)]
    await asyncio.sleep(1)
    for each in shields:
        print(each.cancel())
    await asyncio.sleep(2)

    # A shield within a group and a time limit.
    saved = asyncio.create_task(work('saved', 3))
    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(shielded(saved))
                group.create_task(work('lost', 3))
    except TimeoutError:
        print('timeout')
    await ended(saved)


asyncio.run(main())
