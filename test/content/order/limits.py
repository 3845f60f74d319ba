"""timeout, timeout_at and wait_for."""

import asyncio


async def work(name, delay, clean_up=0, fails=False):
    try:
        await asyncio.sleep(delay)
        return name
    except asyncio.CancelledError as error:
        print(name, 'is cancelled', *error.args)
        if clean_up:
            await asyncio.sleep(clean_up)
        if fails:
            raise ValueError(name)
        raise
    finally:
        print(name, 'cleans up')


async def stubborn(name, delay):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print(name, 'refuses')
    await asyncio.sleep(delay)
    return name


async def ended(awaitable):
    try:
        print('gave', await awaitable)
    except (ValueError, TimeoutError, asyncio.CancelledError) as error:
        print(type(error).__name__, type(error.__cause__).__name__)


async def nested(outer, inner):
    try:
        async with asyncio.timeout(outer) as first:
            try:
                async with asyncio.timeout(inner) as second:
                    await work('nested', 5)
            finally:
                print('inner', second.expired(), asyncio.current_task().cancelling())
    finally:
        print('outer', first.expired(), asyncio.current_task().cancelling())


async def rescheduled():
    loop = asyncio.get_running_loop()
    start = loop.time()
    async with asyncio.timeout(None) as limit:
        limit.reschedule(start + 1)
        await asyncio.sleep(0.5)
        limit.reschedule(start + 2)
        print('in', limit.when() - start)
        await asyncio.sleep(1)
        limit.reschedule(start)
        print('over', limit.expired())
        await asyncio.sleep(0)
        print('in the next turn', limit.expired())
        await asyncio.sleep(0)
        print('never')


async def both():
    """Cancelled by others at the moment of the timeout: it stays cancelled."""
    async with asyncio.timeout(1):
        await work('both', 5)


async def main():
    await ended(asyncio.wait_for(work('a', 1), 2))
    await ended(asyncio.wait_for(work('b', 2), 1))
    await ended(asyncio.wait_for(work('c', 2, clean_up=1), 1))
    await ended(asyncio.wait_for(work('d', 2, fails=True), 1))
    await ended(asyncio.wait_for(stubborn('e', 2), 1))
    await ended(asyncio.wait_for(work('f', 1), 0))
    await ended(asyncio.wait_for(asyncio.create_task(stubborn('g', 1)), -1))
    await ended(asyncio.wait_for(work('h', 1), 1))
    task = asyncio.create_task(work('i', 1))
    await asyncio.sleep(0)
    await ended(asyncio.wait_for(task, 1))

    await ended(nested(2, 1))
    await ended(nested(1, 2))
    await ended(nested(1, 1))
    await ended(rescheduled())

    task = asyncio.create_task(both())
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_at(asyncio.get_running_loop().time() + 1, task.cancel, 'enough')
    await ended(task)
    print(task.cancelled(), task.cancelling())

    task = asyncio.create_task(asyncio.wait_for(work('j', 5, clean_up=1), 3))
    await asyncio.sleep(1)
    task.cancel('enough')
    await ended(task)

    # Cleaning up may take longer than the timeout, and the timeout does not strike twice.
    task = asyncio.create_task(asyncio.wait_for(work('k', 5, clean_up=4), 2))
    await asyncio.sleep(1)
    task.cancel()
    await ended(task)


asyncio.run(main())
