import asyncio


def attempt(what, action):
    try:
        action()
        print(what, 'is allowed')
    except BaseException as error:
        print(f'{what}: {type(error).__name__}: {error}')


async def nothing():
    pass


async def forever():
    await asyncio.get_running_loop().create_future()


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    attempt('result of a pending future', future.result)
    attempt('exception of a pending future', future.exception)
    future.set_result(1)
    attempt('a second result', lambda: future.set_result(2))
    attempt('an error after a result', lambda: future.set_exception(ValueError('x')))
    gone = loop.create_future()
    gone.cancel('not needed')
    attempt('result of a cancelled future', gone.result)
    attempt('exception of a cancelled future', gone.exception)

    task = asyncio.create_task(forever())
    attempt('set_result of a task', lambda: task.set_result(1))
    attempt('set_exception of a task', lambda: task.set_exception(ValueError('x')))
    await asyncio.sleep(0)
    attempt('result of a pending task', task.result)
    task.cancel('enough')
    await asyncio.gather(task, return_exceptions=True)
    attempt('result of a cancelled task', task.result)

    attempt('release of a free lock', asyncio.Lock().release)
    attempt('closing a running loop', loop.close)


async def sleeps(delay):
    await asyncio.sleep(delay)


asyncio.run(main())
attempt('no running loop', asyncio.get_running_loop)
attempt('sleep(nan)', lambda: asyncio.run(sleeps(float('nan'))))
closed = asyncio.new_event_loop()
closed.close()
attempt('call_soon on a closed loop', lambda: closed.call_soon(print))
attempt('call_later on a closed loop', lambda: closed.call_later(1, print))
attempt('run_forever on a closed loop', closed.run_forever)
stopped = asyncio.new_event_loop()
stopped.call_soon(stopped.stop)
attempt('a loop stopped too early', lambda: stopped.run_until_complete(forever()))
