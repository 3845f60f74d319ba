import asyncio


async def producer(queue, items):
    for item in items:
        await queue.put(item)
        print('put', item, queue.qsize())
    print('producer ends')


async def consumer(queue, name, delay):
    while True:
        item = await queue.get()
        print(name, 'got', item)
        await asyncio.sleep(delay)
        queue.task_done()


async def getter(queue, name):
    try:
        print(name, 'got', await queue.get())
    except asyncio.QueueShutDown:
        print(name, 'shut down')
    except asyncio.CancelledError:
        print(name, 'cancelled')
        raise


async def putter(queue, item):
    try:
        await queue.put(item)
        print('put', item)
    except asyncio.QueueShutDown:
        print('put', item, 'shut down')


async def main():
    queue = asyncio.Queue(2)
    consumers = [asyncio.create_task(consumer(queue, name, delay)) for name, delay in (('a', 1), ('b', 1.5))]
    await producer(queue, range(7))
    await queue.join()
    print('joined')
    for task in consumers:
        task.cancel()
    await asyncio.gather(*consumers, return_exceptions=True)

    # One who asks in the turn between takes the item; the one that was woken for it stands behind all others now.
    barged = asyncio.Queue()
    getters = [asyncio.create_task(getter(barged, name)) for name in 'cde']
    await asyncio.sleep(0)
    barged.put_nowait(1)
    await getter(barged, 'main')
    await asyncio.sleep(0)
    for item in 2, 3, 4:
        barged.put_nowait(item)
    await asyncio.gather(*getters)

    # A cancelled one passes its wake-up on, if it had one.
    getters = [asyncio.create_task(getter(barged, name)) for name in 'fghijk']
    await asyncio.sleep(0)
    barged.put_nowait(5)
    getters[0].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    getters[2].cancel()
    barged.put_nowait(6)
    await asyncio.sleep(1)
    for item in 7, 8:
        barged.put_nowait(item)
    await asyncio.gather(*getters, return_exceptions=True)

    for immediate in False, True:
        full = asyncio.Queue(1)
        full.put_nowait('left')
        waiting = [asyncio.create_task(putter(full, item)) for item in 'xy']
        joining = asyncio.create_task(full.join())
        await asyncio.sleep(0)
        full.shutdown(immediate)
        await asyncio.gather(*waiting)
        print('joined:', joining.done())
        await getter(full, 'first')
        await getter(full, 'second')
        joining.cancel()
        empty = asyncio.Queue()
        waiting = [asyncio.create_task(getter(empty, name)) for name in 'lm']
        await asyncio.sleep(0)
        empty.shutdown(immediate)
        await asyncio.gather(*waiting)

    # Join goes on, though a new item came before it did.
    again = asyncio.Queue()
    again.put_nowait(1)
    joining = asyncio.create_task(again.join())
    await asyncio.sleep(0)
    again.get_nowait()
    again.task_done()
    again.put_nowait(2)
    await asyncio.sleep(1)
    print('joined:', joining.done())

    # The queue is empty, but of those who waited to put something in one has not been woken yet: who waits to get comes first.
    both = asyncio.Queue(1)
    both.put_nowait('left')
    waiting = [asyncio.create_task(putter(both, item)) for item in 'pq']
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(both.shutdown)
    both.get_nowait()
    await getter(both, 'main')
    await asyncio.gather(*waiting)


asyncio.run(main())
