# Tasks: making them, waiting for them, cancelling them, looking at them. Its twin is `tasks.ts`.


@wait('sleep')
async def _(room, at, delay, result):
    room.log(at.who, f'slept {show(await asyncio.sleep(delay, result))}')


@act('spawn')
def _(room, at, n, eager_start, name):
    called = room.call(at, n)
    if called is None:
        return
    me, coroutine = called
    options = {}
    if eager_start is not None:
        options['eager_start'] = eager_start
    if name is not None:
        options['name'] = name
    room.add(f't{me}', me, room.loop.create_task(coroutine, **options))


@wait('inline')
async def _(room, at, n):
    called = room.call(at, n)
    if called is not None:
        room.log(at.who, f'got {show(await called[1])} inline')


@wait('join')
async def _(room, at, n):
    thing = room.above(at, n)
    if thing is not None:
        room.log(at.who, f'got {show(await thing.future)} of {thing.name}')


@wait('await')
async def _(room, at, expression):
    made = room.make(at, expression)
    if made is not None:
        room.log(at.who, f'{expression[0]}: {show(await made[0])}')


@act('ensure')
def _(room, at, expression):
    made = room.make(at, expression)
    if made is not None:
        # Not in one line: an eager task can add others.
        name = f'e{len(room.things)}'
        room.add(name, made[1], asyncio.ensure_future(made[0]))


@act('cancel')
def _(room, at, n, message):
    task = room.task(n)
    if task is not None:
        could = task.cancel() if message is None else task.cancel(message)
        room.log(at.who, f'cancel {show(could)} {task.cancelling()}')


@act('cancel any')
def _(room, at, n, message):
    thing = room.any(n)
    could = thing.future.cancel() if message is None else thing.future.cancel(message)
    room.log(at.who, f'cancel {thing.name} {show(could)}')


@act('uncancel')
def _(room, at, n):
    task = room.task(n)
    if task is not None:
        room.log(at.who, f'uncancel {task.uncancel()}')


@act('look')
def _(room, at, n):
    thing = room.any(n)
    future = thing.future
    task = ''
    if isinstance(future, asyncio.Task):
        task = f' {room.name_of(future)} {future.cancelling()} {show(future.get_coro() is None)}'
    room.log(at.who, f'sees {thing.name} {show(future.done())} {ending(future)}{task}')


@act('rename')
def _(room, at, n, name):
    task = room.task(n)
    if task is not None:
        task.set_name(name)


@act('who')
def _(room, at):
    everyone = sorted(room.name_of(task) for task in asyncio.all_tasks() if task.get_name() != CLEAN_UP)
    room.log(at.who, f'is {room.name_of(asyncio.current_task())} of {" ".join(everyone)}')


@act('graph')
def _(room, at, n):
    task = room.task(n)
    if task is None or task.done() or room.tangled:
        return
    found = set()

    def walk(graph):
        for each in graph.awaited_by:
            if isinstance(each.future, asyncio.Task):
                found.add(room.name_of(each.future))
            walk(each)

    walk(asyncio.capture_call_graph(task, limit=0))
    room.log(at.who, f'graph {" ".join(sorted(found))}')


@act('factory')
def _(room, at, kind):
    def logs(loop, coroutine, **options):
        if options.get('name') != CLEAN_UP:
            room.log(at.who, f'task made with {len(options)} options')
        return asyncio.Task(coroutine, loop=loop, **options)

    room.loop.set_task_factory({'eager': asyncio.eager_task_factory, 'none': None, 'logs': logs}[kind])
