"""What a program prints, and what CPython reports beside it."""

import io
import logging
import traceback

from .clock import clock
from .endings import end, verdict

MAX_LINES = 10_000

reports = []


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
