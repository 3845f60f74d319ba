# Callbacks, futures that are set by hand, and the loop itself. Its twin is `callbacks.ts`.


def within(at):
    """What is called back calls itself by a star."""
    return at if at.who.endswith('*') else Place(at.me, at.body, f'{at.who}*')


def thing_of(room, n, any):
    thing = room.any(n) if any else room.future(n)
    return None if thing is None else thing.future


@act('call soon')
def _(room, at, steps):
    room.handles.append(room.loop.call_soon(lambda: room.act(within(at), steps)))


@act('call later')
def _(room, at, delay, steps):
    room.handles.append(room.loop.call_later(delay, lambda: room.act(within(at), steps)))


@act('call at')
def _(room, at, when, steps):
    room.handles.append(room.loop.call_at(when, lambda who: room.act(who, steps), within(at)))


@act('cancel handle')
def _(room, at, n):
    handle = pick(room.handles, n)
    if handle is not None:
        handle.cancel()
        when = round(handle.when() * 1e6) if isinstance(handle, asyncio.TimerHandle) else 'soon'
        room.log(at.who, f'cancelled handle {when} {show(handle.cancelled())}')


@act('watch')
def _(room, at, n, steps):
    def callback(future):
        room.log(f'{at.who}*', f'sees the end of {room.names([future])} {show(future.cancelled())}')
        room.act(within(at), steps)

    room.callbacks.append(callback)
    room.any(n).future.add_done_callback(callback)


@act('watch again')
def _(room, at, n, which):
    callback = pick(room.callbacks, which)
    if callback is not None:
        room.any(n).future.add_done_callback(callback)


@act('unwatch')
def _(room, at, n, which):
    callback = pick(room.callbacks, which)
    if callback is not None:
        room.log(at.who, f'unwatched {room.any(n).future.remove_done_callback(callback)}')


@act('future')
def _(room, at):
    if len(room.things) < 30:
        room.add_future()


@act('set')
def _(room, at, n, any):
    thing_of(room, n, any).set_result(f'set by {at.who}')


@act('fail')
def _(room, at, n, any, kind):
    thing_of(room, n, any).set_exception(room.new_error(kind, f'set by {at.who}'))


@act('cancel future')
def _(room, at, n, message):
    future = thing_of(room, n, False)
    could = future.cancel() if message is None else future.cancel(message)
    room.log(at.who, f'cancel future {show(could)}')


@act('stop')
def _(room, at):
    room.loop.stop()


@act('tell handler')
def _(room, at, kind):
    room.loop.call_exception_handler({'message': 'by hand', 'exception': room.new_error(kind, 'by hand')})


@act('handler')
def _(room, at, kind):
    def handle(loop, context):
        room.report(context['message'], context.get('exception'))
        if kind == 'fails':
            raise room.new_error('ValueError', at.who)

    room.loop.set_exception_handler(None if kind == 'none' else handle)
