"""The Python half of the oracle: runs one program on CPython's own asyncio, on a virtual clock.

`run(source, start)` is called once; afterwards the caller puts the interpreter's whole memory back as it was before the
call, so nothing here undoes anything. What CPython leaves to memory addresses (the order of sets of tasks, equal
deadlines in a heap) is given a definite order; everything else is `Lib/asyncio` as it stands.
"""

import sys

sys.dont_write_bytecode = True
# datetime's pure Python twin asks the time module for the time, so it follows the clock set below.
sys.modules['_datetime'] = None

import asyncio
import asyncio.events
import asyncio.runners
import asyncio.taskgroups
import asyncio.tasks
import atexit
import builtins
import datetime  # noqa: F401  (imported so that no run pays for it)
import gc
import io
import json
import linecache
import logging
import os
import random
import signal
import time
import traceback
import types
import warnings
import weakref

MAX_TURNS = 100_000
MAX_LINES = 10_000
MAX_RAISED = 100
FILE = 'main.py'


class Ended(KeyboardInterrupt):
    """Unwinds a program that the oracle ends. A KeyboardInterrupt, because that is what tasks let through."""


class Unsupported(RuntimeError):
    """Raised where the program reaches for what CPython in wasm does not have."""


class Verdict:
    """Why the oracle ended the program. The first verdict stands; from then on nothing is recorded."""

    def __init__(self):
        self.reason = None
        self.raised = 0


verdict = Verdict()
refusals = []
reports = []


def end(reason):
    """Ends the program from within. One that catches even this is stopped together with the interpreter."""
    if verdict.reason is None:
        verdict.reason = reason
    verdict.raised += 1
    if verdict.raised > MAX_RAISED:
        os._exit(1)
    raise Ended(reason)


# --- The clock ---------------------------------------------------------------------------------------------------


class Clock:
    """Loop time in seconds, from 0. It moves when every loop waits and when the program sleeps, never by itself."""

    def __init__(self):
        self.now = 0.0
        self.epoch = 0.0

    def start_at(self, start):
        hours, minutes, seconds = (int(part) for part in start.split(':'))
        self.epoch = _mktime((2026, 1, 1, hours, minutes, seconds, 0, 0, -1))


clock = Clock()
_mktime, _localtime, _gmtime, _strftime, _asctime = time.mktime, time.localtime, time.gmtime, time.strftime, time.asctime


def _wall():
    return clock.epoch + clock.now


def _loop_time():
    return clock.now


def _sleep(seconds):
    """Suspend execution for a given number of seconds: no loop turns meanwhile, as in a blocked thread."""
    if seconds < 0:
        raise ValueError('sleep length must be non-negative')
    clock.now += seconds


def _nanoseconds(read):
    return lambda: round(read() * 1e9)


def set_time_module():
    time.time, time.time_ns = _wall, _nanoseconds(_wall)
    for name in ('monotonic', 'perf_counter', 'process_time', 'thread_time'):
        setattr(time, name, _loop_time)
        setattr(time, f'{name}_ns', _nanoseconds(_loop_time))
    time.sleep = _sleep
    time.localtime = lambda seconds=None: _localtime(_wall() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: _gmtime(_wall() if seconds is None else seconds)
    time.strftime = lambda form, moment=None: _strftime(form, time.localtime() if moment is None else moment)
    time.asctime = lambda moment=None: _asctime(time.localtime() if moment is None else moment)
    time.ctime = lambda seconds=None: _asctime(time.localtime(seconds))


# --- The loop ----------------------------------------------------------------------------------------------------


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
    """Waits for nobody: with no event ready it moves the clock to the next deadline."""

    def __init__(self, loop):
        self._loop = loop

    def select(self, timeout):
        if timeout is None:
            end(deadlock_report(self._loop))
        elif timeout > 0:
            # The deadline itself, because now + (when - now) may miss it by a rounding error.
            clock.now = self._loop._scheduled[0].when()
        return []


class VirtualTimeLoop(asyncio.BaseEventLoop):
    """CPython's BaseEventLoop with a selector that jumps. One clock serves all loops of a program."""

    turns = 0

    def __init__(self):
        super().__init__()
        self._clock_resolution = 1e-9
        self._selector = Selector(self)
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

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass

    def _refuse(self, *args, **kwargs):
        refuse('sockets and subprocesses')

    async def _refuse_async(self, *args, **kwargs):
        refuse('sockets and subprocesses')

    create_connection = create_server = create_datagram_endpoint = _refuse_async
    create_unix_connection = create_unix_server = getaddrinfo = getnameinfo = _refuse_async
    subprocess_exec = subprocess_shell = connect_read_pipe = connect_write_pipe = _refuse_async
    sock_recv = sock_sendall = sock_connect = sock_accept = sock_recvfrom = sock_sendto = _refuse_async
    add_reader = add_writer = remove_reader = remove_writer = _refuse

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


# --- What the program prints -------------------------------------------------------------------------------------


class Lines:
    """What both streams print, line by line, each with the loop time at which it was complete."""

    def __init__(self):
        self.done = []

    def add(self, text):
        if verdict.reason is not None:
            return
        if len(self.done) >= MAX_LINES:
            end(f'the program printed more than {MAX_LINES} lines')
        self.done.append({'text': text, 'time': clock.now})


class Stream(io.TextIOBase):
    encoding = 'utf-8'

    def __init__(self, lines):
        self._lines = lines
        self._begun = ''

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        *whole, self._begun = (self._begun + text).split('\n')
        for line in whole:
            self._lines.add(line)
        return len(text)

    def finish(self):
        if self._begun:
            self._lines.add(self._begun)
            self._begun = ''


class Reports(logging.Handler):
    """Keeps asyncio's own log apart from what the program prints."""

    def emit(self, record):
        reports.append(record.getMessage().splitlines()[0])


def report_warning(message, category, filename, lineno, file=None, line=None):
    reports.append(f'{category.__name__}: {message}')


def report_unraisable(info):
    reports.append(f'{info.err_msg or "Exception ignored in"}: {last_line(info.exc_value)}')


def last_line(error):
    """The last line of the traceback, without notes: `TypeError: …`."""
    notes, error.__notes__ = getattr(error, '__notes__', []), []
    line = traceback.format_exception_only(error)[-1].rstrip('\n')
    error.__notes__ = notes
    return line


# --- What the program may not use --------------------------------------------------------------------------------

REFUSED = {
    'builtins.input': 'input()',
    'socket': 'sockets and subprocesses',
    'subprocess': 'sockets and subprocesses',
    '_thread': 'threads',
    'os.system': 'sockets and subprocesses',
    'os.fork': 'sockets and subprocesses',
    'os.exec': 'sockets and subprocesses',
    'os.posix_spawn': 'sockets and subprocesses',
    'os.remove': 'changes to files',
    'os.rename': 'changes to files',
    'os.mkdir': 'changes to files',
    'os.rmdir': 'changes to files',
    'os.link': 'changes to files',
    'os.symlink': 'changes to files',
    'os.truncate': 'changes to files',
    'os.putenv': None,
}
FOREIGN = ('js', 'pyodide', 'pyodide_js', '_pyodide', '_pyodide_core')


def is_foreign(module):
    return module.partition('.')[0] in FOREIGN


WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
guarding = False


def refuse(what):
    message = f'{what} cannot be used in a checked twin: record it on a native Python (py twin recorded)'
    refusals.append(f'Unsupported: {message}')
    raise Unsupported(message)


def guard(event, args):
    """An audit hook: CPython itself says what the program is about to do."""
    if not guarding:
        return
    if event == 'open':
        if isinstance(args[2], int) and args[2] & WRITES:
            refuse('changes to files')
    elif event == 'import':
        if is_foreign(args[0]):
            root = args[0].partition('.')[0]
            raise ModuleNotFoundError(f'No module named {root!r}', name=root)
    else:
        what = REFUSED.get(event) or REFUSED.get(event.partition('.')[0])
        if what is not None:
            refuse(what)


def on_endless(signum, frame):
    end('the program ran too long without giving way')


# --- One run -----------------------------------------------------------------------------------------------------


def run(source, start):
    """Runs `source` as `__main__` and returns, as JSON, what it printed and how it ended."""
    global guarding
    clock.start_at(start)
    lines = Lines()
    out, err = Stream(lines), Stream(lines)
    sys.stdout = sys.__stdout__ = out
    sys.stderr = sys.__stderr__ = err
    for name in [name for name in sys.modules if is_foreign(name)]:
        del sys.modules[name]
    linecache.cache[FILE] = (len(source), None, source.splitlines(keepends=True), FILE)
    main = types.ModuleType('__main__')
    main.__dict__.update(__builtins__=builtins, __file__=FILE)
    sys.modules['__main__'] = main
    sys.argv = [FILE]
    guarding = True
    error = execute(source, main)
    out.finish()
    err.finish()
    if error is not None:
        for text in error.split('\n'):
            lines.add(text)
    del main
    shut_down()
    out.finish()
    err.finish()
    guarding = False
    return json.dumps({
        'lines': lines.done,
        'error': verdict.reason or next(iter(refusals), error),
        'reports': reports,
        'time': clock.now,
        'turns': VirtualTimeLoop.turns,
    })


def execute(source, main):
    """Returns the last line of the traceback, or None after a success."""
    try:
        exec(compile(source, FILE, 'exec', dont_inherit=True), main.__dict__)
    except SystemExit as stop:
        return None if stop.code is None or isinstance(stop.code, int) else str(stop.code)
    except BaseException as error:
        return last_line(error)
    return None


def shut_down():
    """What the end of a process does and a program can see: exit functions, then finalizers of what is left."""
    try:
        atexit._run_exitfuncs()
        sys.modules['__main__'] = None
        asyncio.events._set_running_loop(None)
        asyncio.events._event_loop_policy = None
        gc.collect()
    except Ended:
        pass


def prepare():
    os.environ.clear()
    set_time_module()
    set_asyncio()
    atexit._clear()
    logger = logging.getLogger('asyncio')
    logger.addHandler(Reports())
    warnings.showwarning = report_warning
    warnings.simplefilter('default')
    sys.unraisablehook = report_unraisable
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGUSR1, on_endless)
    random.seed(0)
    sys.addaudithook(guard)
    # Objects are freed when the last reference goes; cycles only at the end, so that finalizers run at definite points.
    gc.collect()
    gc.freeze()
    gc.disable()


prepare()
