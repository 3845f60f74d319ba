import asyncio


async def work(name, delay, fails=False, fails_cleaning_up=False):
    try:
        await asyncio.sleep(delay)
        if fails:
            raise ValueError(name)
        print(name, 'ends')
    except asyncio.CancelledError:
        print(name, 'is cancelled')
        if fails_cleaning_up:
            raise LookupError(name)
        raise


async def ended(awaitable):
    try:
        print('gave', await awaitable)
    except ExceptionGroup as group:
        print(group, '-', *(str(error) for error in group.exceptions))
    except (RuntimeError, asyncio.CancelledError) as error:
        print(type(error).__name__, error)
    print('cancelling', asyncio.current_task().cancelling())


async def success():
    async with asyncio.TaskGroup() as group:
        group.create_task(work('a', 2))
        group.create_task(work('b', 1))
        print('the body ends')
    return 'both'


async def failing():
    async with asyncio.TaskGroup() as group:
        group.create_task(work('c', 1, fails=True))
        group.create_task(work('d', 2, fails_cleaning_up=True))
        group.create_task(work('e', 1, fails=True))
        group.create_task(work('f', 2))
        try:
            await asyncio.sleep(5)
        finally:
            print('the body is cancelled')


async def body_fails():
    async with asyncio.TaskGroup() as group:
        group.create_task(work('g', 2, fails_cleaning_up=True))
        await asyncio.sleep(1)
        raise ValueError('the body')


async def swallows():
    async with asyncio.TaskGroup() as group:
        group.create_task(work('h', 1, fails=True))
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print('swallowed', asyncio.current_task().cancelling())
        await asyncio.sleep(1)
        print('the body goes on')
        try:
            group.create_task(work('never', 1))
        except RuntimeError as error:
            print(error)


async def cancelled(fails):
    async with asyncio.TaskGroup() as group:
        group.create_task(work('i', 5, fails_cleaning_up=fails))
        group.create_task(work('j', 5))


async def catches(fails):
    try:
        await cancelled(fails)
    except ExceptionGroup as group:
        print(group, asyncio.current_task().cancelling())
    await asyncio.sleep(0)
    print('never')


async def grows(group, n):
    print('child', n)
    await asyncio.sleep(1)
    if n < 3:
        group.create_task(grows(group, n + 1))


async def growing():
    async with asyncio.TaskGroup() as group:
        group.create_task(grows(group, 1))


async def nested():
    async with asyncio.TaskGroup() as outer:
        outer.create_task(work('k', 3))
        async with asyncio.TaskGroup() as inner:
            inner.create_task(work('l', 1, fails=True))
            inner.create_task(work('m', 2))


async def misuse():
    group = asyncio.TaskGroup()
    try:
        group.create_task(work('never', 1))
    except RuntimeError as error:
        print(error)
    async with group:
        pass
    try:
        group.create_task(work('never', 1))
    except RuntimeError as error:
        print(error)
    async with group:
        pass


async def main():
    await ended(success())
    await ended(failing())
    await ended(body_fails())
    await ended(swallows())
    for fails in (False, True):
        task = asyncio.create_task(cancelled(fails))
        await asyncio.sleep(1)
        task.cancel('enough')
        await ended(task)
        print(task.cancelled(), task.cancelling())
        task = asyncio.create_task(catches(fails))
        await asyncio.sleep(1)
        task.cancel('enough')
        await ended(task)
        print(task.cancelled(), task.cancelling())
    await ended(growing())
    await ended(nested())
    await ended(misuse())

    # An error and a cancel from outside in the same turn, in either order.
    loop = asyncio.get_running_loop()
    for first in ('error', 'cancel'):
        future = loop.create_future()

        async def waits():
            await future

        async def parent():
            async with asyncio.TaskGroup() as group:
                group.create_task(waits())
                group.create_task(work('n', 5))

        task = asyncio.create_task(parent())
        await asyncio.sleep(1)
        if first == 'error':
            future.set_exception(ValueError('the future'))
            await asyncio.sleep(0)
            task.cancel('outside')
        else:
            task.cancel('outside')
            future.set_exception(ValueError('the future'))
        await ended(task)
        print(task.cancelled(), task.cancelling())


asyncio.run(main())
