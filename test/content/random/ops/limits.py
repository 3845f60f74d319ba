# Limits of time, and groups. Its twin is `limits.ts`.


async def limited(room, at, within, steps):
    room.timeouts.append(within)
    try:
        async with within:
            await room.run_steps(at, steps)
    finally:
        room.log(at.who, f'expired {show(within.expired())} {asyncio.current_task().cancelling()}')


@wait('timeout')
async def _(room, at, delay, steps):
    await limited(room, at, asyncio.timeout(delay), steps)


@wait('timeout at')
async def _(room, at, when, steps):
    await limited(room, at, asyncio.timeout_at(when), steps)


@act('reschedule')
def _(room, at, n, delay):
    within = latest(room.timeouts, n)
    if within is not None:
        within.reschedule(None if delay is None else room.loop.time() + delay)


@act('look at timeout')
def _(room, at, n):
    within = latest(room.timeouts, n)
    if within is not None:
        when = within.when()
        text = re.sub(r'when=(-?\d+)\.0\b', r'when=\1', str(within)).replace('when=None', 'when=never')
        room.log(at.who, f'timeout {show(within.expired())} {"never" if when is None else round(when * 1e6)} {text}')


@wait('timeout again')
async def _(room, at, n, steps):
    within = latest(room.timeouts, n)
    if within is not None:
        async with within:
            await room.run_steps(at, steps)


@wait('group')
async def _(room, at, steps):
    group = asyncio.TaskGroup()
    room.groups.append(group)
    try:
        async with group:
            await room.run_steps(at, steps)
        room.log(at.who, 'grouped')
    finally:
        room.log(at.who, f'ungrouped {asyncio.current_task().cancelling()}')


@act('child')
def _(room, at, n, body, eager_start):
    group = latest(room.groups, n)
    called = None if group is None else room.call(at, body)
    if called is not None:
        me, coroutine = called
        options = {} if eager_start is None else {'eager_start': eager_start}
        task = group.create_task(coroutine, **options)
        room.add(f't{me}', me, task)
