"""A network within the program: what stands in for the operating system's sockets, below CPython's own transports.

The same rules as those of `SimulatedNetwork` of `asyncio-ts/net`, without what is left to chance: latency, bandwidth,
buffers of a limited size, refused and reset connections. Everything above is `Lib/asyncio` as it stands.
"""

import asyncio
import bisect
import errno
import itertools
import selectors
import socket

from .clock import clock

LOOPBACK, HERE = '127.0.0.1', '10.0.0.1'
SEGMENT = 1460
FIRST_FREE_PORT = 49_152


def refused(address):
    return ConnectionRefusedError(111, f'Connect call failed {address}')


def reset():
    return ConnectionResetError(104, 'Connection reset by peer')


def broken_pipe():
    return BrokenPipeError(32, 'Broken pipe')


class Network:
    """What is on its way, and who is where."""

    def __init__(self, latency=0.01, bandwidth=float('inf'), buffer_size=65536, hosts=()):
        self.latency, self.bandwidth, self.buffer_size = latency, bandwidth, buffer_size
        self.hosts = {'localhost': LOOPBACK}
        for host in hosts:
            self.hosts[host] = f'10.0.0.{len(self.hosts) + 1}'
        self.arrivals = []
        self.count = itertools.count()
        self.now = None
        self.listeners = {}
        self.datagrams = {}
        self.next_port = FIRST_FREE_PORT
        self.numbers = itertools.count(3)

    def time(self):
        return clock.now if self.now is None else self.now

    def at(self, when, action):
        bisect.insort(self.arrivals, (when, next(self.count), action))

    def next_at(self):
        return self.arrivals[0][0] if self.arrivals else None

    def arrive(self):
        if self.now is not None:
            return
        while self.arrivals and self.arrivals[0][0] <= clock.now:
            self.now, _, action = self.arrivals.pop(0)
            action()
        self.now = None

    def free_port(self):
        self.next_port += 1
        return self.next_port - 1


class Socket:
    """As much of `socket.socket` as transports use. It is its own file descriptor."""

    family, proto = socket.AF_INET, 0
    type = socket.SOCK_STREAM

    def __init__(self, network, selector, sockname=None, peername=None):
        self.network, self.selector = network, selector
        self.sockname, self.peername = sockname, peername
        self.closed = False

    def __repr__(self):
        return f'<Socket {self.sockname}>'

    def fileno(self):
        return self

    def setblocking(self, flag):
        pass

    def setsockopt(self, *args):
        pass

    def gettimeout(self):
        return 0

    def getsockname(self):
        return self.sockname

    def getpeername(self):
        if self.peername is None:
            raise OSError(107, 'Transport endpoint is not connected')
        return self.peername

    def changed(self):
        self.selector.changed(self)


class Stream(Socket):
    def __init__(self, network, selector, sockname=None, peername=None, state='new'):
        super().__init__(network, selector, sockname, peername)
        self.state = state
        self.peer = None
        self.received = bytearray()
        self.flight = []
        self.ended = self.shut = False
        self.error = None
        self.unread = 0
        self.line_free = self.last_arrival = 0

    def readiness(self):
        broken = self.error is not None or self.state == 'reset'
        events = 0
        if broken or self.ended or self.received:
            events |= selectors.EVENT_READ
        if broken or self.state == 'failed' or (self.state == 'open' and self.unread < self.network.buffer_size):
            events |= selectors.EVENT_WRITE
        return events

    def bind(self, address):
        # Who binds will listen.
        self.__class__ = Listener
        self.queue = []
        self.bind(address)

    def connect(self, address):
        network = self.network
        self.state = 'connecting'
        self.peername = address
        here = LOOPBACK if address[0] == LOOPBACK else HERE
        self.sockname = (here, network.free_port())

        def asked():
            listener = network.listeners.get(address[1])
            if listener is None or listener.sockname[0] not in (address[0], '0.0.0.0'):
                network.at(network.time() + network.latency, lambda: self.fail(refused(address)))
                return
            server = Stream(network, listener.selector, address, self.sockname, 'open')
            server.peer, self.peer = self, server

            def established():
                self.established()
                network.at(network.time() + network.latency, lambda: listener.arrived(server))

            network.at(network.time() + network.latency, established)

        network.at(network.time() + network.latency, asked)
        raise BlockingIOError(errno.EINPROGRESS, 'Operation now in progress')

    def getsockopt(self, level, name):
        # Whoever asks raises what it is told: as an error number it would lose its class, whose number is another here.
        error, self.error = self.error, None
        if error is not None:
            raise error
        return 0

    def established(self):
        if self.closed:
            self.reset_peer()
        elif self.state == 'connecting':
            self.state = 'open'
            self.changed()

    def fail(self, error):
        if self.closed or self.state in ('failed', 'reset'):
            return
        self.state = 'failed' if self.state == 'connecting' else 'reset'
        self.error = error
        self.received.clear()
        self.flight.clear()
        self.changed()

    def raise_error(self):
        error, self.error = self.error, None
        if error is not None:
            raise error

    def recv(self, most):
        self.raise_error()
        if not self.received:
            if self.ended or self.state == 'reset':
                return b''
            raise BlockingIOError
        taken = bytes(self.received[:most])
        del self.received[:most]
        peer = self.peer
        self.network.at(self.network.time() + self.network.latency, lambda: peer.was_read(len(taken)))
        return taken

    def recv_into(self, buffer):
        taken = self.recv(len(buffer))
        buffer[:len(taken)] = taken
        return len(taken)

    def was_read(self, count):
        self.unread -= count
        self.changed()

    def send(self, data):
        self.raise_error()
        if self.state == 'reset' or self.shut:
            raise broken_pipe()
        room = self.network.buffer_size - self.unread
        if self.state != 'open' or room <= 0:
            raise BlockingIOError
        sent = bytes(data[:room])
        self.unread += len(sent)
        size = len(sent) if self.network.bandwidth == float('inf') else SEGMENT
        for at in range(0, len(sent), size):
            segment = sent[at:at + size]
            self.transmit(len(segment), lambda segment=segment: self.peer.receive(segment))
        return len(sent)

    def sendmsg(self, buffers):
        sent = 0
        for data in list(buffers):
            try:
                count = self.send(data)
            except BlockingIOError:
                if sent:
                    break
                raise
            sent += count
            if count < len(data):
                break
        return sent

    def transmit(self, size, action):
        network = self.network
        self.line_free = max(network.time(), self.line_free) + size / network.bandwidth
        self.last_arrival = max(self.line_free + network.latency, self.last_arrival)
        self.flight.append((self.last_arrival, action))
        if len(self.flight) == 1:
            self.await_arrival(self.last_arrival)

    def await_arrival(self, when):
        def arrived():
            while self.flight and self.flight[0][0] <= self.network.time():
                _, action = self.flight.pop(0)
                if self.peer is not None:
                    action()
            if self.flight:
                self.await_arrival(self.flight[0][0])

        self.network.at(when, arrived)

    def receive(self, segment):
        if self.closed or self.state == 'reset':
            self.reset_peer()
            return
        self.received += segment
        self.changed()

    def end(self):
        if not self.closed and self.state != 'reset':
            self.ended = True
            self.changed()

    def reset_peer(self):
        peer = self.peer
        if peer is not None:
            self.network.at(self.network.time() + self.network.latency, lambda: peer.fail(reset()))

    def shutdown(self, how):
        if self.shut:
            return
        self.shut = True
        if self.state == 'open':
            self.transmit(0, lambda: self.peer.end())

    def close(self):
        if self.closed:
            return
        self.closed = True
        if self.received:
            self.reset_peer()
        else:
            self.shutdown(socket.SHUT_WR)


class Listener(Socket):
    """A socket that was bound, and then listens."""

    def readiness(self):
        return selectors.EVENT_READ if self.queue else 0

    def bind(self, address):
        host, port = address
        network = self.network
        if port == 0:
            port = network.free_port()
        self.sockname = (host, port)
        if port in network.listeners:
            raise OSError(98, 'Address already in use')

    def listen(self, backlog):
        self.network.listeners[self.sockname[1]] = self

    def arrived(self, stream):
        if self.closed:
            stream.closed = True
            stream.reset_peer()
            return
        self.queue.append(stream)
        self.changed()

    def accept(self):
        if not self.queue:
            raise BlockingIOError
        stream = self.queue.pop(0)
        return stream, stream.peername

    def close(self):
        if self.closed:
            return
        self.closed = True
        self.network.listeners.pop(self.sockname and self.sockname[1], None)
        for stream in self.queue:
            stream.closed = True
            stream.reset_peer()
        self.queue.clear()


class SocketModule:
    """The module `socket` as asyncio sees it: its sockets are those of the running loop's network."""

    def __getattr__(self, name):
        # In wasm the module lacks some constants; what they would ask for has no meaning here.
        return getattr(socket, name, 0) if name.startswith('SO_') else getattr(socket, name)

    def socket(self, family=socket.AF_INET, type=socket.SOCK_STREAM, proto=0):
        loop = asyncio.get_running_loop()
        make = Datagrams if type == socket.SOCK_DGRAM else Stream
        return make(loop.network, loop._selector)


class Datagrams(Socket):
    type = socket.SOCK_DGRAM

    def __init__(self, network, selector):
        super().__init__(network, selector)
        self.received = []
        self.error = None
        self.line_free = 0

    def readiness(self):
        return selectors.EVENT_WRITE | (selectors.EVENT_READ if self.received or self.error else 0)

    def bind(self, address):
        host, port = address
        if port == 0:
            port = self.network.free_port()
        if port in self.network.datagrams:
            raise OSError(98, 'Address already in use')
        self.sockname = (host, port)
        self.network.datagrams[port] = self

    def connect(self, address):
        if self.sockname is None:
            self.bind((LOOPBACK if address[0] == LOOPBACK else HERE, 0))
        self.peername = address

    def recvfrom(self, most):
        error, self.error = self.error, None
        if error is not None:
            raise error
        if not self.received:
            raise BlockingIOError
        return self.received.pop(0)

    def send(self, data):
        self.sendto(data, self.peername)

    def sendto(self, data, address):
        network = self.network
        self.line_free = max(network.time(), self.line_free) + len(data) / network.bandwidth
        network.at(self.line_free + network.latency, lambda sent=bytes(data): self.arrive(sent, address))
        return len(data)

    def arrive(self, data, address):
        target = self.network.datagrams.get(address[1])
        if target is not None and target.sockname[0] in (address[0], '0.0.0.0'):
            if target.peername in (None, self.sockname):
                target.received.append((data, self.sockname))
                target.changed()
        elif self.peername is not None:
            self.network.at(self.network.time() + self.network.latency, self.fail)

    def fail(self):
        if not self.closed:
            self.error = ConnectionRefusedError(111, 'Connection refused')
            self.changed()

    def close(self):
        if not self.closed:
            self.closed = True
            self.network.datagrams.pop(self.sockname and self.sockname[1], None)


async def look_up(network, host, port):
    """The address of a name. Questions take as long as anything else."""
    if host in (None, ''):
        return ('0.0.0.0', port)
    if host == 'localhost' or host.replace('.', '').isdigit():
        return (network.hosts.get(host, host), port)
    await asyncio.sleep(2 * network.latency)
    if host not in network.hosts:
        raise socket.gaierror(-2, 'Name or service not known')
    return (network.hosts[host], port)
