"""Runs one program many times over: an interpreter of small programs, given one after another.

Each begins in a fresh `__main__`, at loop time 0, with asyncio as it was: of the ones before it only garbage is left.
"""

import asyncio
import builtins
import io
import json
import sys
import types

from .clock import clock
from .endings import verdict
from .guard import refusals, start_guarding, stop_guarding
from .loop import FILE, VirtualTimeLoop, set_asyncio
from .output import last_line, reports


def run_each(source, entry, arguments):
    """Calls `entry` of `source` with each of `arguments` (JSON: texts); returns, as JSON, what each printed."""
    code = compile(source, FILE, 'exec', dont_inherit=True)
    clock.start_at('00:00:00')
    start_guarding()
    printed = [run_one(code, entry, argument) for argument in json.loads(arguments)]
    stop_guarding()
    return json.dumps(printed)


def run_one(code, entry, argument):
    clock.now = 0.0
    VirtualTimeLoop.turns = 0
    verdict.reason, verdict.raised = None, 0
    refusals.clear()
    reports.clear()
    set_asyncio()
    main = types.ModuleType('__main__')
    main.__dict__.update(__builtins__=builtins, __file__=FILE)
    sys.modules['__main__'] = main
    sys.stdout = sys.stderr = out = io.StringIO()
    error = None
    try:
        exec(code, main.__dict__)
        main.__dict__[entry](argument)
    except BaseException as raised:
        error = last_line(raised)
    error = verdict.reason or next(iter(refusals), error)
    return out.getvalue() if error is None else f'{out.getvalue()}{error}\n'
