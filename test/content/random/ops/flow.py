# Errors and what becomes of them. Its twin is `flow.ts`.


@act('log')
def _(room, at):
    room.log(at.who, 'log')


@act('raise')
def _(room, at, kind):
    raise room.new_error(kind, at.who)


@wait('repeat')
async def _(room, at, times, steps):
    for _ in range(times):
        await room.run_steps(at, steps)


@wait('catch')
async def _(room, at, what, then, steps):
    try:
        await room.run_steps(at, steps)
    except (Exception, asyncio.CancelledError) as error:
        if what != 'all' and isinstance(error, asyncio.CancelledError) != (what == 'cancels'):
            raise
        room.log(at.who, f'caught {show(error)}')
        if then == 'rethrow':
            raise
        if then == 'raise':
            raise room.new_error('ValueError', at.who)
        if then == 'uncancel':
            room.log(at.who, f'uncancel {asyncio.current_task().uncancel()}')


@wait('finally')
async def _(room, at, steps, last):
    try:
        await room.run_steps(at, steps)
    finally:
        room.log(at.who, 'finally')
        await room.run_steps(at, last)


@wait('split')
async def _(room, at, kind, steps):
    try:
        await room.run_steps(at, steps)
    except ExceptionGroup as error:
        matching, rest = error.split(ExceptionGroup if kind == 'ExceptionGroup' else ERRORS[kind])
        room.log(at.who, f'split {show(matching)} {show(rest)}')
        if rest is not None:
            raise rest
