import asyncio


async def waiter(name, future):
    print(name, 'waits')
    print(name, 'got', await future)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def early(future):
        print('early', future.result())
        future.add_done_callback(lambda future: print('added by early'))
        loop.call_soon(print, 'soon from early')

    def removed(future):
        print('never')

    future.add_done_callback(early)
    first = asyncio.create_task(waiter('first', future))
    await asyncio.sleep(0)
    future.add_done_callback(removed)
    second = asyncio.create_task(waiter('second', future))
    future.add_done_callback(removed)
    await asyncio.sleep(0)
    future.add_done_callback(lambda future: print('last'))
    print(future.remove_done_callback(removed), future.remove_done_callback(removed))
    loop.call_soon(print, 'soon before')
    future.set_result('it')
    loop.call_soon(print, 'soon after')
    future.add_done_callback(lambda future: print('added when done'))
    print('set', await future)
    await first
    await second

    for again in (lambda: future.set_result(1), lambda: future.set_exception(ValueError('x')), loop.create_future().result):
        try:
            again()
        except asyncio.InvalidStateError:
            print('InvalidStateError')
    print(future.cancel())

    failed = loop.create_future()
    failed.set_exception(ValueError('failed'))
    for _ in range(2):
        try:
            await failed
        except ValueError as error:
            print('twice', error)

    chained = loop.create_future()
    following = loop.create_future()
    chained.add_done_callback(lambda chained: following.set_result('following'))
    loop.call_later(1, chained.set_result, None)
    print(await following)

    gone = loop.create_future()
    gone.add_done_callback(lambda gone: print('gone', gone.cancelled()))
    gone.cancel()
    try:
        await gone
    except asyncio.CancelledError:
        print('main goes on')


asyncio.run(main())
