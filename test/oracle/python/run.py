"""Runs one program.

`run` is called once; afterwards the caller puts the interpreter's whole memory back as it was before the call, so that
nothing here undoes anything.
"""

import asyncio
import atexit
import builtins
import datetime  # noqa: F401  (imported here so that no run pays for it)
import gc
import json
import linecache
import logging
import os
import random
import signal
import sys
import types
import warnings

from .clock import clock, set_time_module
from .endings import Ended, end, verdict
from .guard import on_event, refusals, start_guarding, stop_guarding
from .loop import FILE, VirtualTimeLoop, set_asyncio
from .output import Lines, Reports, Stream, last_line, report_unraisable, report_warning, reports
from .pairs import set_sockets


def run(source, start):
    """Runs `source` as `__main__` and returns, as JSON, what it printed and how it ended."""
    clock.start_at(start)
    lines = Lines()
    out, err = Stream(lines), Stream(lines)
    sys.stdout = sys.__stdout__ = out
    sys.stderr = sys.__stderr__ = err
    linecache.cache[FILE] = (len(source), None, source.splitlines(keepends=True), FILE)
    main = types.ModuleType('__main__')
    main.__dict__.update(__builtins__=builtins, __file__=FILE)
    sys.modules['__main__'] = main
    sys.argv = [FILE]
    start_guarding()
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
    stop_guarding()
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


def on_endless(signum, frame):
    end('the program ran too long without giving way')


def prepare():
    os.environ.clear()
    set_time_module()
    set_asyncio()
    set_sockets()
    atexit._clear()
    logging.getLogger('asyncio').addHandler(Reports())
    warnings.showwarning = report_warning
    warnings.simplefilter('default')
    sys.unraisablehook = report_unraisable
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGUSR1, on_endless)
    random.seed(0)
    sys.addaudithook(on_event)
    # Objects are freed when the last reference goes; cycles only at the end, so that finalizers run at definite points.
    gc.collect()
    gc.freeze()
    gc.disable()


prepare()
