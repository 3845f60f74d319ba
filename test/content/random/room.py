"""Runs programs of `language.ts` on asyncio. Its twin is `room.ts`: keep them step for step the same.

What steps do stands in `ops/*.py`; all of it is one module.
"""

import asyncio
import json
import re

ACTS, WAITS, MAKES = {}, {}, {}
MAX_RUNS = 40
MAX_STEPS = 500
REPORTS = [
    'Exception in callback',
    'exception in shielded future',
    'unhandled exception during asyncio.run() shutdown',
    'has errored out but its parent task',
    'by hand',
]
INFINITY = float('inf')
CLEAN_UP = 'clean-up'


def act(kind):
    """A step that does not wait: it can stand in callbacks too."""
    return lambda function: ACTS.setdefault(kind, function)


def wait(kind):
    """A step that may wait."""
    return lambda function: WAITS.setdefault(kind, function)


def make(kind):
    """How an expression becomes something to wait for, and its rank; None: it finds nothing."""
    return lambda function: MAKES.setdefault(kind, function)


class Deadlock(BaseException):
    """Nobody can wake anybody any more."""


class Selector:
    def __init__(self, loop):
        self._loop = loop

    def select(self, timeout):
        if timeout is None:
            self._loop.room.deadlocked()
            raise Deadlock
        if timeout > 0:
            # The deadline itself, because now + (when - now) may miss it by a rounding error.
            self._loop.now = self._loop._scheduled[0].when()
        return []

    def close(self):
        pass


class Loop(asyncio.EventLoop):
    """The oracle's loop, with a clock of its own, and a deadlock that is a part of the log."""

    def __init__(self, room):
        super().__init__()
        self.now = 0.0
        self.room = room
        self._selector = Selector(self)

    def time(self):
        return self.now

    def create_task(self, coro, **options):
        # Ours has no such tasks: they are not counted, and not seen.
        if coro.__name__.startswith('shutdown_'):
            options['name'] = CLEAN_UP
        return super().create_task(coro, **options)


class Place:
    __slots__ = ('me', 'body', 'who')

    def __init__(self, me, body, who):
        self.me, self.body, self.who = me, body, who


class Thing:
    __slots__ = ('name', 'rank', 'future')

    def __init__(self, name, rank, future):
        self.name, self.rank, self.future = name, rank, future


class Room:
    def __init__(self, program):
        self.program = program
        self.bodies = program['bodies']
        self.forgiving = program['forgiving']
        self.lines = []
        self.things = []
        self.handles = []
        self.callbacks = []
        self.timeouts = []
        self.groups = []
        self.loop = None
        self.counter = self.items = 0
        self.runs = self.steps = self.first_name = 0
        self.over = False
        self.tangled = False

    def log(self, who, what):
        if not self.over:
            self.lines.append(f'{round(self.loop.now * 1e6)} {who}: {what}')

    async def main(self):
        self.loop = asyncio.get_running_loop()
        me = asyncio.current_task()
        self.first_name = int(me.get_name()[len('Task-') :])
        self.loop.set_exception_handler(lambda loop, context: self.report(context['message'], context.get('exception')))
        if self.program['eager']:
            self.loop.set_task_factory(asyncio.eager_task_factory)
        for _ in range(2):
            self.add_future()
        prepare(self)
        self.runs = 1
        at = Place(0, 0, '0')
        for body in range(1, len(self.bodies)):
            self.spawn(body, {})
        self.add('t0', 0, me)
        try:
            await self.run_steps(at, self.bodies[0])
            self.log('0', 'steps done')
        except (Exception, asyncio.CancelledError) as error:
            if not self.forgiving:
                raise
            self.log('0', f'steps ended with {show(error)}')
        end = self.program['end']
        if end == 'join':
            # Also those that begin meanwhile.
            for thing in self.things:
                await self.join_thing(thing)
        elif end != 'now':
            await asyncio.sleep(end)
        self.log('0', 'ends')

    async def join_thing(self, thing):
        if thing.rank == 0 or not isinstance(thing.future, asyncio.Task):
            return
        try:
            self.log('0', f'{thing.name} gave {show(await thing.future)}')
        except (Exception, asyncio.CancelledError) as error:
            self.log('0', f'{thing.name} threw {show(error)}')

    def report(self, message, exception):
        """What an exception handler is told."""
        for known in REPORTS:
            if known in message:
                self.log('loop', f'{known}: {show(exception)}')
                break

    def finish(self, how):
        """The end of the log."""
        if self.over:
            return
        self.log('run', how)
        for thing in self.things:
            future = thing.future
            self.log(thing.name, f'{ending(future)} {future.cancelling() if isinstance(future, asyncio.Task) else ""}')
        self.over = True

    def deadlocked(self):
        for task in self.loop.in_order_of_creation(asyncio.all_tasks(self.loop)):
            awaited = task._fut_waiter
            what = self.name_of(awaited) if isinstance(awaited, asyncio.Task) else 'something'
            self.log('run', f'{self.name_of(task)} waits for {what}')
        self.finish('deadlock')

    def name_of(self, task):
        if task is None:
            return 'none'
        name = task.get_name()
        return f'Task+{int(name[len("Task-") :]) - self.first_name}' if name.startswith('Task-') else name

    def new_error(self, kind, text):
        """An error that the program raises on purpose: it is never forgiven."""
        error = make_error(kind, text)
        error.made = True
        return error

    # Things to choose

    def add(self, name, rank, future):
        for thing in self.things:
            if thing.future is future:
                return
        self.things.append(Thing(name, rank, future))

    def add_future(self):
        self.add(f'f{len(self.things)}', INFINITY, self.loop.create_future())

    def any(self, n):
        return pick(self.things, n)

    def future(self, n):
        return pick_pending([thing for thing in self.things if thing.rank == INFINITY], n)

    def task(self, n):
        thing = pick([thing for thing in self.things if isinstance(thing.future, asyncio.Task)], n)
        return None if thing is None else thing.future

    def above(self, at, n):
        """What may be waited for."""
        return pick_pending([thing for thing in self.things if thing.rank > at.me], n)

    def names(self, futures):
        return '[' + ' '.join(self.name(future) for future in futures) + ']'

    def name(self, future):
        for thing in self.things:
            if thing.future is future:
                return thing.name
        return '?'

    # Running

    def call(self, at, n):
        """The number and the coroutine of a body after this one, or None."""
        left = len(self.bodies) - at.body - 1
        if left <= 0 or self.runs >= MAX_RUNS:
            return None
        return self.begin(at.body + 1 + n % left)

    def begin(self, body):
        me = self.runs
        self.runs += 1
        return me, self.run_body(Place(me, body, str(me)))

    def spawn(self, body, options):
        me, coroutine = self.begin(body)
        self.add(f't{me}', me, self.loop.create_task(coroutine, **options))

    async def run_body(self, at):
        self.add(f't{at.me}', at.me, asyncio.current_task())
        self.log(at.who, 'starts')
        await self.run_steps(at, self.bodies[at.body])
        self.log(at.who, 'ends')
        return at.me

    async def run_steps(self, at, steps):
        for step in steps:
            await self.run_step(at, step)

    async def run_step(self, at, step):
        if not self.may_go_on():
            return
        kind, *args = step
        try:
            act = ACTS.get(kind)
            if act is not None:
                act(self, at, *args)
            else:
                await WAITS[kind](self, at, *args)
        except (asyncio.CancelledError, ExceptionGroup, TimeoutError):
            raise
        except Exception as error:
            self.forgive(at, kind, error)

    def act(self, at, steps):
        """Within a callback."""
        for kind, *args in steps:
            if not self.may_go_on():
                return
            try:
                ACTS[kind](self, at, *args)
            except (asyncio.CancelledError, ExceptionGroup, TimeoutError):
                raise
            except Exception as error:
                self.forgive(at, kind, error)

    def make(self, at, expression):
        kind, *args = expression
        return MAKES[kind](self, at, *args)

    def make_all(self, at, expressions):
        return [made for made in [self.make(at, each) for each in expressions] if made is not None]

    def may_go_on(self):
        self.steps += 1
        return not self.over and self.steps <= MAX_STEPS

    def forgive(self, at, kind, error):
        if hasattr(error, 'made') or not self.forgiving:
            raise error
        self.log(at.who, f'{kind}: {show(error)}')


def pick(all, n):
    return all[n % len(all)] if all else None


def pick_pending(things, n):
    """One that is pending, if there is one; for some numbers any."""
    pending = [] if n % 4 == 3 else [thing for thing in things if not thing.future.done()]
    return pick(pending or things, n)


def latest(all, n):
    """The latest, or the one so many before it."""
    return all[len(all) - 1 - n % len(all)] if all else None


ERRORS = {each.__name__: each for each in (ValueError, RuntimeError, TimeoutError, asyncio.CancelledError)}


def make_error(kind, text):
    if kind in ERRORS:
        return ERRORS[kind](text)
    return ExceptionGroup('made', [ValueError(text), ExceptionGroup('inner', [RuntimeError(text)])])


def show(value):
    """A value, as both languages write it in their logs."""
    if value is None:
        return 'none'
    if value is True:
        return 'yes'
    if value is False:
        return 'no'
    if isinstance(value, list):
        return '[' + ' '.join(map(show, value)) + ']'
    return show_error(value) if isinstance(value, BaseException) else str(value)


def show_error(error):
    message = re.sub('^TaskGroup <.*>', 'TaskGroup <>', str(error), flags=re.DOTALL)
    errors = show(list(error.exceptions)) if isinstance(error, ExceptionGroup) else ''
    cause = f' from {show_error(error.__cause__)}' if error.__cause__ is not None else ''
    return f'{type(error).__name__}({message}){errors}{cause}'


def ending(future):
    """How a future has ended. Asks it whatever can be asked, also what it cannot answer."""
    if future.cancelled():
        return 'cancelled'
    try:
        error = future.exception()
        return show(future.result() if error is None else error)
    except asyncio.CancelledError as error:
        return f'has none: {show(error)}'
    except asyncio.InvalidStateError as error:
        return f'has none: {show(error)} {why_none(future)}'


def why_none(future):
    try:
        return show(future.result())
    except asyncio.InvalidStateError as error:
        return show(error)
