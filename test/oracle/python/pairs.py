"""Pairs of connected sockets, and the selector that a program registers them at: all of `socket` that a twin may use.

The same rules as those of `socketPair` and `DefaultSelector` of `asyncio-ts/net`, which are those of Linux.
"""

import selectors
import socket

from .clock import clock
from .endings import end
from .guard import refuse
from .loop import Selector

CAPACITY = 65_536


class PairedSocket:
    """As much of `socket.socket` as a pair of them needs. What is sent at one has come at the other."""

    def __init__(self):
        self._peer = None
        self._received = bytearray()
        self._closed = self._reset = False
        self._blocking = True
        self._watchers = []

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        refuse(f'socket.{name}')

    def setblocking(self, flag):
        self._blocking = bool(flag)

    def send(self, data):
        data = bytes(memoryview(data))
        self._check_open()
        if self._peer._closed:
            raise BrokenPipeError(32, 'Broken pipe')
        room = CAPACITY - len(self._peer._received)
        if data and room == 0:
            self._would_block('send')
        self._peer._received += data[:room]
        self._peer._changed()
        return min(room, len(data))

    def recv(self, most):
        if most < 0:
            raise ValueError('negative buffersize in recv')
        self._check_open()
        if most == 0:
            return b''
        if self._received:
            taken = bytes(self._received[:most])
            del self._received[:most]
            self._peer._changed()
            return taken
        if self._reset:
            self._reset = False
            raise ConnectionResetError(104, 'Connection reset by peer')
        if not self._peer._closed:
            self._would_block('recv')
        return b''

    def close(self):
        if self._closed:
            return
        self._closed = True
        self._peer._reset = bool(self._received)
        self._received.clear()
        self._peer._changed()

    def readiness(self):
        if self._closed:
            return 0
        readable = bool(self._received) or self._peer._closed
        writable = len(self._peer._received) < CAPACITY
        return readable * selectors.EVENT_READ + writable * selectors.EVENT_WRITE

    def _check_open(self):
        if self._closed:
            raise OSError(9, 'Bad file descriptor')

    def _would_block(self, what):
        if self._blocking:
            end(f'deadlock: {what}() would block for ever')
        raise BlockingIOError(11, 'Resource temporarily unavailable')

    def _changed(self):
        for selector in self._watchers:
            selector.changed(self)


def socketpair(family=None, type=socket.SOCK_STREAM, proto=0):
    if family is not None or type != socket.SOCK_STREAM or proto != 0:
        refuse('a socket.socketpair() of another kind')
    one, other = PairedSocket(), PairedSocket()
    one._peer, other._peer = other, one
    return one, other


class DefaultSelector(Selector):
    """Waits by moving the clock: nothing comes while the only program waits."""

    def __init__(self):
        super().__init__(None)

    def register(self, fileobj, events, data=None):
        self._check(fileobj, events)
        key = super().register(fileobj, events, data)
        fileobj._watchers.append(self)
        return key

    def modify(self, fileobj, events, data=None):
        self._check(fileobj, events)
        return super().modify(fileobj, events, data)

    def unregister(self, fileobj):
        if fileobj not in self._keys:
            raise KeyError(f'{fileobj!r} is not registered')
        fileobj._watchers.remove(self)
        return super().unregister(fileobj)

    def select(self, timeout=None):
        found = self.ready()
        if found or (timeout is not None and timeout <= 0):
            return found
        if timeout is None:
            end('deadlock: select() would wait for ever')
        clock.now += timeout
        return []

    def next_at(self):
        return None

    def arrive(self):
        pass

    def close(self):
        for fileobj in self._keys:
            fileobj._watchers.remove(self)
        super().close()

    def _check(self, fileobj, events):
        if not isinstance(fileobj, PairedSocket):
            refuse('a selector of anything but the sockets of socket.socketpair()')
        if events not in (1, 2, 3):
            raise ValueError(f'Invalid events: {events!r}')
        if fileobj._closed:
            raise ValueError('Invalid file descriptor: -1')


def set_sockets():
    socket.socketpair = socketpair
    selectors.DefaultSelector = DefaultSelector
