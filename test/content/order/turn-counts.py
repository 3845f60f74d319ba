import asyncio

turn = 0


def tick(loop):
    global turn
    turn += 1
    loop.call_soon(tick, loop)


async def nothing():
    return 1


async def counted(what, awaitable):
    before = turn
    await awaitable
    print(what, turn - before)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(tick, loop)
    await asyncio.sleep(0)
    await counted('sleep(0)', asyncio.sleep(0))
    await counted('a coroutine', nothing())
    await counted('a new task', asyncio.create_task(nothing()))
    await counted('gather of one', asyncio.gather(nothing()))
    await counted('gather of three', asyncio.gather(nothing(), nothing(), nothing()))
    await counted('gather of none', asyncio.gather())
    await counted('nested gather', asyncio.gather(asyncio.gather(nothing()), nothing()))
    done = loop.create_future()
    done.set_result(1)
    await counted('a done future', done)
    await counted('gather of a done future', asyncio.gather(done))
    lock = asyncio.Lock()
    await counted('a free lock', lock.acquire())
    loop.call_soon(lock.release)
    await counted('a lock soon released', lock.acquire())
    future = loop.create_future()
    loop.call_soon(future.set_result, 1)
    await counted('a future soon set', future)
    task = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    task.cancel()
    await counted('a cancelled task', asyncio.gather(task, return_exceptions=True))
    loop.stop()


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
