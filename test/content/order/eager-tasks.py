import asyncio


async def work(name, *delays):
    print(name, 'starts as', asyncio.current_task().get_name())
    for delay in delays:
        await asyncio.sleep(delay)
        print(name, 'goes on')
    return name


async def fails():
    raise ValueError('at once')


async def cancels_itself():
    asyncio.current_task().cancel()
    print('still here')
    await asyncio.sleep(0)
    print('never')


async def ended(task):
    try:
        print('gave', await task)
    except (ValueError, asyncio.CancelledError) as error:
        print(type(error).__name__, error)


def make(coro, name, **options):
    task = asyncio.create_task(coro, name=name, **options)
    print(name, 'made', task.done(), asyncio.current_task().get_name())
    return task


async def outer():
    make(work('inner'), 'I', eager_start=True)
    await asyncio.sleep(0)
    print('outer goes on')


async def main():
    asyncio.current_task().set_name('main')
    a = make(work('a'), 'A')
    b = make(work('b'), 'B', eager_start=True)
    c = make(work('c', 0, 1), 'C', eager_start=True)
    for task in (b, a, c):
        await ended(task)
    await ended(make(fails(), 'F', eager_start=True))
    await ended(make(cancels_itself(), 'S', eager_start=True))
    await ended(make(outer(), 'O', eager_start=True))

    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    print(loop.get_task_factory() is asyncio.eager_task_factory)
    make(work('d', 0), 'D')
    make(work('e', 0), 'E', eager_start=False)
    gathered = asyncio.gather(work('g'), work('h'))
    print('gathered', gathered.done(), await gathered)
    print('shielded', asyncio.shield(work('j')).done())
    try:
        print('in time', await asyncio.wait_for(work('k'), 0))
        print('in time', await asyncio.wait_for(work('l', 1), 0))
    except TimeoutError:
        print('too late')
    async with asyncio.TaskGroup() as group:
        group.create_task(work('m'))
        group.create_task(work('n', 1))
        print('body')
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            print('the body goes on')
            await asyncio.sleep(1)
            print('never')
    except ExceptionGroup as error:
        print(error)
    loop.set_task_factory(None)
    await ended(make(work('o'), 'O'))


asyncio.run(main())
