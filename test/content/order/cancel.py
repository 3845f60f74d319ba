import asyncio


async def sleeper(name, delay, again=False):
    try:
        print(name, 'starts')
        await asyncio.sleep(delay)
        print(name, 'slept')
    except asyncio.CancelledError as error:
        print(name, 'caught', *error.args)
        if not again:
            raise
        await asyncio.sleep(1)
        print(name, 'went on')
    finally:
        print(name, 'finally')


async def ended(task):
    try:
        await task
        print('ended well')
    except asyncio.CancelledError:
        print('ended cancelled')
    print(task.done(), task.cancelled(), task.cancelling())


async def waits_for(other):
    await other


async def itself():
    asyncio.current_task().cancel()
    print('still here')
    await asyncio.sleep(0)
    print('never')


async def main():
    early = asyncio.create_task(sleeper('early', 1))
    print(early.cancel(), early.cancelling())
    await ended(early)

    late = asyncio.create_task(sleeper('late', 1))
    await asyncio.sleep(0.5)
    print(late.cancel('enough'), late.cancel('really'), late.cancelling())
    await ended(late)
    print(late.cancel())

    stubborn = asyncio.create_task(sleeper('stubborn', 1, again=True))
    await asyncio.sleep(0.5)
    stubborn.cancel()
    await ended(stubborn)

    inner = asyncio.create_task(sleeper('inner', 1))
    outer = asyncio.create_task(waits_for(inner))
    await asyncio.sleep(0.5)
    outer.cancel()
    print(inner.cancelled(), outer.cancelled())
    await ended(outer)
    await ended(inner)

    await ended(asyncio.create_task(itself()))

    counted = asyncio.create_task(sleeper('counted', 1))
    await asyncio.sleep(0)
    counted.cancel()
    print(counted.uncancel(), counted.uncancel())
    await ended(counted)

    # The wake-up is on its way already when the cancel comes.
    future = asyncio.get_running_loop().create_future()
    woken = asyncio.create_task(waits_for(future))
    await asyncio.sleep(0)
    future.set_result(None)
    print(woken.cancel())
    await ended(woken)


asyncio.run(main())
