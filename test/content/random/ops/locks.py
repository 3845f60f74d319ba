# Locks, conditions, semaphores, events and barriers. Its twin is `locks.ts`.


def holdable(room, kind, n):
    return pick({'lock': room.locks, 'condition': room.conditions, 'semaphore': room.semaphores}[kind], n)


async def inside(room, at, what, steps):
    room.log(at.who, what)
    await room.run_steps(at, steps)


@wait('with')
async def _(room, at, kind, n, steps):
    async with holdable(room, kind, n):
        await inside(room, at, f'has {kind}', steps)
    room.log(at.who, f'gave {kind}')


@act('release')
def _(room, at, kind, n):
    holdable(room, kind, n).release()
    room.log(at.who, f'released {kind}')


async def holding(condition, hold, work):
    if not hold:
        return await work()
    async with condition:
        await work()


@wait('wait condition')
async def _(room, at, n, hold):
    condition = pick(room.conditions, n)

    async def waits():
        room.log(at.who, f'notified {show(await condition.wait())}')

    await holding(condition, hold, waits)


@wait('wait condition for')
async def _(room, at, n, hold, enough, acts):
    condition = pick(room.conditions, n)

    def predicate():
        room.log(at.who, 'looks')
        if room.counter < enough:
            room.act(at, acts)
        return room.counter >= enough

    async def waits():
        room.log(at.who, f'enough {show(await condition.wait_for(predicate))}')

    await holding(condition, hold, waits)


@wait('notify with')
async def _(room, at, n, count):
    condition = pick(room.conditions, n)
    async with condition:
        room.log(at.who, 'notifies')
        if count == 'all':
            condition.notify_all()
        else:
            condition.notify(count)


@act('count')
def _(room, at, by):
    room.counter += by


@act('notify')
def _(room, at, n, count):
    pick(room.conditions, n).notify(count)


@act('notify all')
def _(room, at, n):
    pick(room.conditions, n).notify_all()


@act('set event')
def _(room, at, n):
    pick(room.events, n).set()


@act('clear event')
def _(room, at, n):
    event = pick(room.events, n)
    room.log(at.who, f'event was {show(event.is_set())}')
    event.clear()


@wait('with barrier')
async def _(room, at, n, steps):
    async with pick(room.barriers, n) as index:
        await inside(room, at, f'through as {index}', steps)


@wait('reset')
async def _(room, at, n):
    await pick(room.barriers, n).reset()
    room.log(at.who, 'reset')


@wait('abort')
async def _(room, at, n):
    await pick(room.barriers, n).abort()
    room.log(at.who, 'aborted')


@act('look at lock')
def _(room, at, kind, n):
    if kind == 'event':
        shown = pick(room.events, n)
        more = shown.is_set()
    elif kind == 'barrier':
        shown = pick(room.barriers, n)
        more = [shown.parties, shown.n_waiting, shown.broken]
    else:
        shown = holdable(room, kind, n)
        more = shown.locked()
    text = re.sub(r'asyncio\.locks\.(\w+) object at 0x[0-9a-f]+', r'\1', str(shown))
    room.log(at.who, f'{text} {show(more)}')


@make('acquire')
def _(room, at, kind, n):
    return holdable(room, kind, n).acquire(), INFINITY


@make('event')
def _(room, at, n):
    return pick(room.events, n).wait(), INFINITY


@make('barrier')
def _(room, at, n):
    return pick(room.barriers, n).wait(), INFINITY
