import asyncio


async def sleeper(name, delay):
    await asyncio.sleep(delay)
    print(name)


async def main():
    loop = asyncio.get_running_loop()

    # Equal deadlines, set in different ways, fire in the order in which they were set.
    tasks = [asyncio.create_task(sleeper('task a', 1)), asyncio.create_task(sleeper('task b', 1))]
    loop.call_later(1, print, 'later 1')
    loop.call_at(loop.time() + 1, print, 'at 1')
    loop.call_later(0.5, lambda: loop.call_later(0.5, print, 'later 0.5 + 0.5'))
    loop.call_later(1, lambda: loop.call_soon(print, 'soon of a timer'))
    loop.call_later(1, print, 'later 1 again')
    await asyncio.gather(*tasks)

    # A timer of no delay goes behind what is ready.
    loop.call_later(0, print, 'later 0')
    loop.call_later(-1, print, 'later -1')
    loop.call_soon(print, 'soon')
    loop.call_soon(lambda: loop.call_soon(print, 'soon of soon'))
    await asyncio.sleep(0)
    print('main after sleep(0)')
    await asyncio.sleep(1e-12)
    print('main after next to nothing')

    # 0.1 + 0.2 is not 0.3, but nearer than the clock can tell.
    start = loop.time()
    loop.call_at(start + (0.1 + 0.2), print, 'at 0.1 + 0.2')
    loop.call_at(start + 0.3, print, 'at 0.3')
    loop.call_at(start + 0.3, lambda: loop.call_soon(print, 'soon at 0.3'))
    await asyncio.sleep(1)

    handle = loop.call_later(1, print, 'never')
    soon = loop.call_soon(print, 'never')
    print(round(handle.when() - loop.time(), 1), handle.cancelled())
    handle.cancel()
    soon.cancel()
    print(handle.cancelled(), soon.cancelled())

    # A cancelled timer at the head does not make the clock stop there.
    loop.call_later(5, handle.cancel)
    await asyncio.sleep(6)

    # Many cancelled timers: the heap is rebuilt, the order stays.
    handles = [loop.call_later(1 + n % 7, print, 'kept', n) for n in range(300)]
    for n, handle in enumerate(handles):
        if n % 10:
            handle.cancel()
    await asyncio.sleep(10)


asyncio.run(main())
