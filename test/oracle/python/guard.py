"""What a program may not use: CPython in wasm has no threads, sockets or subprocesses, and nobody answers input()."""

import os
import sys


class Unsupported(RuntimeError):
    """Raised where the program reaches for what CPython in wasm does not have."""


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
}
# Of what surrounds CPython here a program sees nothing.
FOREIGN = ('js', 'pyodide', 'pyodide_js', '_pyodide', '_pyodide_core', '_oracle')
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

# What the program was refused, though it may have caught the error.
refusals = []
_guarding = False


def refuse(what):
    message = f'{what} cannot be used in a checked twin: record it on a native Python (py twin recorded)'
    refusals.append(f'Unsupported: {message}')
    raise Unsupported(message)


def start_guarding():
    global _guarding
    for name in [name for name in sys.modules if is_foreign(name)]:
        del sys.modules[name]
    _guarding = True


def stop_guarding():
    global _guarding
    _guarding = False


def is_foreign(module):
    return module.partition('.')[0] in FOREIGN


def on_event(event, args):
    """An audit hook: CPython itself says what the program is about to do."""
    if not _guarding:
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
