import asyncio

turn = 0


def tick(loop):
    global turn
    turn += 1
    loop.call_soon(tick, loop)


async def nothing():
    return 1


async def yields():
    await asyncio.sleep(0)


async def counted(what, awaitable):
    before = turn
    try:
        await awaitable
    except (TimeoutError, ExceptionGroup, asyncio.CancelledError) as error:
        what += ' ' + type(error).__name__
    print(what, turn - before)


async def group(*coroutines):
    async with asyncio.TaskGroup() as group:
        for each in coroutines:
            group.create_task(each)


async def fails():
    raise ValueError


async def limited(delay, coroutine):
    async with asyncio.timeout(delay):
        await coroutine


async def completed(*coroutines):
    for coming in asyncio.as_completed(coroutines):
        await coming


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(tick, loop)
    await asyncio.sleep(0)
    done = loop.create_future()
    done.set_result(1)
    await counted('wait of a done future', asyncio.wait([done]))
    await counted('wait of a task', asyncio.wait([asyncio.create_task(nothing())]))
    await counted('wait of the first', asyncio.wait([asyncio.create_task(nothing()), done], return_when='FIRST_COMPLETED'))
    await counted('wait 0 seconds', asyncio.wait([asyncio.create_task(asyncio.sleep(1))], timeout=0))
    await counted('wait_for(coroutine, 1)', asyncio.wait_for(nothing(), 1))
    await counted('wait_for(coroutine, None)', asyncio.wait_for(yields(), None))
    await counted('wait_for(task, 1)', asyncio.wait_for(asyncio.create_task(nothing()), 1))
    await counted('wait_for(done, 0)', asyncio.wait_for(done, 0))
    await counted('wait_for(coroutine, 0)', asyncio.wait_for(nothing(), 0))
    await counted('wait_for(future, 0)', asyncio.wait_for(loop.create_future(), 0))
    await counted('shield(coroutine)', asyncio.shield(nothing()))
    await counted('shield(done)', asyncio.shield(done))
    await counted('timeout', limited(1, yields()))
    await counted('timeout 0', limited(0, asyncio.sleep(1)))
    await counted('TaskGroup of none', group())
    await counted('TaskGroup of one', group(nothing()))
    await counted('TaskGroup of two', group(nothing(), yields()))
    await counted('TaskGroup that fails', group(fails(), asyncio.sleep(1)))
    await counted('as_completed of one', completed(nothing()))
    await counted('as_completed of two', completed(nothing(), yields()))
    await counted('gather of shields', asyncio.gather(asyncio.shield(nothing()), asyncio.wait_for(nothing(), 1)))
    loop.stop()


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
