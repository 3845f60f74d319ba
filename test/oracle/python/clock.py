"""The one clock of a run, behind Python's own time functions."""

import time

_mktime, _localtime, _gmtime, _strftime, _asctime = time.mktime, time.localtime, time.gmtime, time.strftime, time.asctime


class Clock:
    """Loop time in seconds, from 0. It moves when every loop waits and when the program sleeps, never by itself."""

    def __init__(self):
        self.now = 0.0
        self.epoch = 0.0

    def start_at(self, start):
        hours, minutes, seconds = (int(part) for part in start.split(':'))
        self.epoch = _mktime((2026, 1, 1, hours, minutes, seconds, 0, 0, -1))


clock = Clock()


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
