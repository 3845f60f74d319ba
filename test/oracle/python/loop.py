"""CPython's event loop on virtual time.

What CPython leaves to memory addresses (the order of sets of tasks) or to a heap (equal deadlines) is given a definite
order; everything else is `Lib/asyncio` as it stands.
"""

import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.runners
import asyncio.selector_events
import asyncio.taskgroups
import asyncio.tasks
import selectors
import socket
import sys
import weakref

from .clock import clock
from .endings import end
from .guard import refuse
from .network import Network, SocketModule, look_up

FILE = 'main.py'
MAX_TURNS = 100_000


class TimerHandle(asyncio.TimerHandle):
    """Orders equal deadlines by the order in which they were set; heapq alone leaves that open."""

    __slots__ = ('_seq',)
    _made = 0

    def __init__(self, *args):
        super().__init__(*args)
        TimerHandle._made += 1
        self._seq = TimerHandle._made

    def __lt__(self, other):
        return (self._when, self._seq) < (other._when, other._seq)


class OrderedSet(set):
    """A set that gives its members in the order of insertion, for the places where asyncio walks over sets of tasks."""

    def __init__(self, members=()):
        super().__init__()
        self._order = {}
        for member in members:
            self.add(member)

    def __iter__(self):
        return iter(list(self._order))

    def add(self, member):
        super().add(member)
        self._order[member] = None

    def discard(self, member):
        super().discard(member)
        self._order.pop(member, None)

    def remove(self, member):
        super().remove(member)
        del self._order[member]

    def pop(self):
        member = next(iter(self._order))
        self.remove(member)
        return member

    def clear(self):
        super().clear()
        self._order.clear()


class Selector:
    """Waits for nobody: with no event ready it moves the clock to the next deadline, or to what comes before.

    What it watches are objects that tell what they are ready for, `readiness()`, and call `changed` when that may have
    changed; what is ready is told of in the order in which it became so.
    """

    def __init__(self, loop):
        self._loop = loop
        self._keys = {}
        self._perhaps = {}

    def register(self, fileobj, events, data=None):
        if fileobj in self._keys:
            raise KeyError(f'{fileobj!r} is already registered')
        return self._keep(selectors.SelectorKey(fileobj, fileobj, events, data))

    def modify(self, fileobj, events, data=None):
        if fileobj not in self._keys:
            raise KeyError(f'{fileobj!r} is not registered')
        return self._keep(selectors.SelectorKey(fileobj, fileobj, events, data))

    def _keep(self, key):
        self._keys[key.fileobj] = key
        self.changed(key.fileobj)
        return key

    def unregister(self, fileobj):
        self._perhaps.pop(fileobj, None)
        return self._keys.pop(fileobj)

    def get_map(self):
        return self._keys

    def get_key(self, fileobj):
        return self._keys[fileobj]

    def changed(self, fileobj):
        if fileobj in self._keys:
            self._perhaps.setdefault(fileobj)

    def next_at(self):
        """The loop time at which something comes by itself, or None."""
        return self._loop.network.next_at()

    def arrive(self):
        """Lets come what is due by now."""
        self._loop.network.arrive()

    def ready(self):
        self.arrive()
        found = []
        for fileobj in list(self._perhaps):
            key = self._keys[fileobj]
            events = fileobj.readiness() & key.events
            if events:
                found.append((key, events))
            else:
                del self._perhaps[fileobj]
        return found

    def select(self, timeout=None):
        found = self.ready()
        if found or (timeout is not None and timeout <= 0):
            return found
        coming = self.next_at()
        if timeout is None and coming is None:
            end(deadlock_report(self._loop))
        # The deadline itself, because now + (when - now) may miss it by a rounding error.
        deadline = None if timeout is None else self._loop._scheduled[0].when()
        clock.now = min(when for when in (deadline, coming) if when is not None)
        return self.ready()

    def close(self):
        self._keys.clear()
        self._perhaps.clear()


class VirtualTimeLoop(asyncio.selector_events.BaseSelectorEventLoop):
    """CPython's BaseSelectorEventLoop with a selector that jumps. One clock serves all loops of a program."""

    turns = 0

    def __init__(self, selector=None):
        self.network = Network()
        super().__init__(selector or Selector(self))
        self._clock_resolution = 1e-9
        self._created = weakref.WeakKeyDictionary()
        self._creations = 0

    def time(self):
        return clock.now

    def create_task(self, coro, **kwargs):
        self._creations += 1
        number = self._creations
        task = super().create_task(coro, **kwargs)
        self._created[task] = number
        return task

    def in_order_of_creation(self, tasks):
        return sorted(tasks, key=lambda task: self._created.get(task, self._creations + 1))

    def _run_once(self):
        VirtualTimeLoop.turns += 1
        if VirtualTimeLoop.turns > MAX_TURNS:
            end(f'the program did not end within {MAX_TURNS} turns of the loop')
        super()._run_once()

    def _make_self_pipe(self):
        pass

    def _close_self_pipe(self):
        pass

    def _write_to_self(self):
        pass

    def _ensure_fd_no_transport(self, fd):
        pass

    def _refuse(self, *args, **kwargs):
        refuse('sockets and subprocesses')

    async def _refuse_async(self, *args, **kwargs):
        refuse('sockets and subprocesses')

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        return [(socket.AF_INET, type or socket.SOCK_STREAM, proto, '', await look_up(self.network, host, port))]

    create_unix_connection = create_unix_server = getnameinfo = _refuse_async
    subprocess_exec = subprocess_shell = connect_read_pipe = connect_write_pipe = _refuse_async
    sock_recv = sock_sendall = sock_accept = sock_recvfrom = sock_sendto = _refuse_async

    def run_in_executor(self, executor, func, *args):
        refuse('threads')


class Policy(asyncio.events._BaseDefaultEventLoopPolicy):
    _loop_factory = VirtualTimeLoop


_all_tasks = asyncio.all_tasks


def all_tasks(loop=None):
    """Return a set of all tasks for the loop."""
    if loop is None:
        loop = asyncio.get_running_loop()
    tasks = _all_tasks(loop)
    return OrderedSet(loop.in_order_of_creation(tasks)) if isinstance(loop, VirtualTimeLoop) else tasks


def set_asyncio():
    asyncio.events._set_running_loop(None)
    asyncio.events._event_loop_policy = Policy()
    asyncio.run = asyncio.runners.run
    asyncio.SelectorEventLoop = asyncio.EventLoop = VirtualTimeLoop
    asyncio.base_events.socket = SocketModule()
    asyncio.events.TimerHandle = TimerHandle
    asyncio.all_tasks = asyncio.tasks.all_tasks = all_tasks
    asyncio.tasks.set = asyncio.taskgroups.set = OrderedSet
    sys.set_asyncgen_hooks(None, None)


def deadlock_report(loop):
    waiting = [f'  {describe_task(task)}' for task in loop.in_order_of_creation(_all_tasks(loop))]
    head = 'deadlock: nothing is ready and no timer is set'
    return '\n'.join([f'{head}; these tasks wait for ever:', *waiting]) if waiting else f'{head}, and the loop was told to go on'


def describe_task(task):
    awaited = task._fut_waiter
    if awaited is None:
        what = 'nothing that could wake it'
    elif isinstance(awaited, asyncio.Task):
        what = awaited.get_name()
    else:
        what = f'a {type(awaited).__name__}'
    return f'{task.get_name()} ({task.get_coro().__name__}, line {innermost_line(task)}) waits for {what}'


def innermost_line(task):
    """The line of the program, not of the library, at which the task is suspended."""
    line, inner = 0, task.get_coro()
    while inner is not None:
        frame = getattr(inner, 'cr_frame', None) or getattr(inner, 'gi_frame', None)
        if frame is not None and frame.f_code.co_filename == FILE:
            line = frame.f_lineno
        inner = getattr(inner, 'cr_await', None) or getattr(inner, 'gi_yieldfrom', None)
    return line
