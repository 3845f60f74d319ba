# What to wait for, of what there is or of several. Its twin is `several.ts`.


def below(made):
    """The rank of what stands for others: below each of them."""
    return min((rank for _, rank in made), default=INFINITY) - 0.5


RETURN_WHEN = [asyncio.ALL_COMPLETED, asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION]


async def waiting(room, futures, timeout, when):
    done, pending = await asyncio.wait(futures, timeout=timeout, return_when=RETURN_WHEN[when])
    return f'done {room.names(done)} pending {room.names(pending)}'


@make('body')
def _(room, at, n):
    called = room.call(at, n)
    return called and (called[1], called[0])


@make('thing')
def _(room, at, n):
    thing = room.above(at, n)
    return thing and (thing.future, thing.rank)


@make('nap')
def _(room, at, delay):
    return asyncio.sleep(delay, 'napped'), INFINITY


@make('gather')
def _(room, at, expressions, return_exceptions, twice):
    made = room.make_all(at, expressions)
    room.tangled = True
    every = [awaitable for awaitable, _ in made]
    given = every + every if twice else every
    return asyncio.gather(*given, return_exceptions=return_exceptions), below(made)


@make('shield')
def _(room, at, expression):
    made = room.make(at, expression)
    room.tangled = True
    return made and (asyncio.shield(made[0]), below([made]))


@make('wait for')
def _(room, at, expression, timeout):
    made = room.make(at, expression)
    room.tangled = True
    return made and (asyncio.wait_for(made[0], timeout), below([made]))


@make('wait')
def _(room, at, expressions, timeout, when):
    made = room.make_all(at, expressions)
    room.tangled = True
    futures = [asyncio.ensure_future(awaitable) for awaitable, _ in made]
    return waiting(room, futures, timeout, when), below(made)


def comparable(room, made):
    """In which order CPython takes those that are done already depends on addresses: of these, one is left."""
    eager = room.loop.get_task_factory() is not None
    given = [asyncio.ensure_future(awaitable) if eager else awaitable for awaitable, _ in made]
    done = [each for each in given if asyncio.isfuture(each) and each.done()]
    return [each for each in given if each not in done or each is done[0]]


@wait('as completed')
async def _(room, at, expressions, timeout, mode, most):
    given = comparable(room, room.make_all(at, expressions))
    if mode == 'futures':
        await next_futures(room, at, given, timeout, most)
    else:
        await next_results(room, at, given, timeout, mode, most)
    room.log(at.who, 'all completed')


async def next_futures(room, at, given, timeout, most):
    count = 0
    async for future in asyncio.as_completed(given, timeout=timeout):
        room.log(at.who, f'next {room.names([future]) if future in given else "new"} {ending(future)}')
        count += 1
        if count >= most:
            break


async def next_results(room, at, given, timeout, mode, most):
    count = 0
    for coming in asyncio.as_completed(given, timeout=timeout):
        try:
            room.log(at.who, f'next {show(await coming)}')
        except Exception as error:
            if mode == 'results':
                raise
            room.log(at.who, f'next {show(error)}')
        count += 1
        if count >= most:
            break
