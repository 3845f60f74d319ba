import asyncio


async def fails(delay):
    await asyncio.sleep(delay)
    raise ValueError(f'after {delay}')


async def passes_on(delay):
    try:
        await fails(delay)
    finally:
        print('on its way', delay)


async def catches(task):
    try:
        await task
    except ValueError as error:
        print('caught', error)


async def main():
    await catches(passes_on(1))
    task = asyncio.create_task(passes_on(1))
    # Two await the same failure; both get it, in the order in which they began.
    both = asyncio.gather(catches(task), catches(task))
    await both
    print(type(task.exception()).__name__, task.exception())

    first = asyncio.create_task(fails(0))
    second = asyncio.create_task(fails(0))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(first.done(), second.done())
    await catches(second)
    await catches(first)

    async def awaits_itself():
        await asyncio.current_task()

    odd = asyncio.create_task(awaits_itself())
    try:
        await odd
    except RuntimeError:
        print('RuntimeError')

    # An error of a callback stops nobody.
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print('handler', context['exception']))
    future = loop.create_future()

    def broken(*args):
        raise ValueError('broken')

    future.add_done_callback(broken)
    future.add_done_callback(lambda future: print('next callback'))
    loop.call_soon(broken)
    future.set_result(None)
    loop.call_later(0, broken)
    await asyncio.sleep(1)

    def last(future):
        print('last')

    ended = asyncio.create_task(fails(1))
    ended.add_done_callback(last)
    await ended


asyncio.run(main())
