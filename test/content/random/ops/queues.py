# Queues. Its twin is `queues.ts`.


def item(room, priority):
    """All are different, so that none are equal to a priority queue."""
    room.items += 1
    return [priority, room.items]


@act('put nowait')
def _(room, at, n, priority):
    queue = pick(room.queues, n)
    queue.put_nowait(item(room, priority))
    room.log(at.who, f'put {queue.qsize()} {show(queue.full())}')


@act('get nowait')
def _(room, at, n):
    queue = pick(room.queues, n)
    room.log(at.who, f'got {show(queue.get_nowait())} {show(queue.empty())}')


@wait('work')
async def _(room, at, n, delay):
    queue = pick(room.queues, n)
    room.log(at.who, f'works at {show(await queue.get())}')
    await asyncio.sleep(delay)
    queue.task_done()
    room.log(at.who, 'worked')


@act('task done')
def _(room, at, n):
    pick(room.queues, n).task_done()


@act('shutdown')
def _(room, at, n, immediate):
    pick(room.queues, n).shutdown(immediate=immediate)
    room.log(at.who, 'shut down')


@act('look at queue')
def _(room, at, n):
    queue = pick(room.queues, n)
    text = re.sub(r' at 0x[0-9a-f]+', '', str(queue))
    room.log(at.who, f'{"long" if queue.qsize() > 4 else text} {queue.maxsize}')


@make('put')
def _(room, at, n, priority):
    return pick(room.queues, n).put(item(room, priority)), INFINITY


@make('get')
def _(room, at, n):
    return pick(room.queues, n).get(), INFINITY


@make('join queue')
def _(room, at, n):
    return pick(room.queues, n).join(), INFINITY
