"""The works in Python, for CPython's own interpreter and for the one in WebAssembly: `measure(work, count)`."""

import asyncio
import gc
import sys
import time
import tracemalloc

TASKS = 1000
LOCK_TASKS = 10
CLIENTS, CONNECTED = 1000, 100


def delay_of(i):
    return ((i * 7919) % 1000 + 1) / 1000


class Selector:
    """Waits for nobody: it moves the clock to the next deadline. So no system call is measured."""

    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        if timeout:
            self.loop.now += timeout
        return []


class VirtualLoop(asyncio.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 0.0
        self._selector = Selector(self)
        self._clock_resolution = 1e-9

    def time(self):
        return self.now

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


async def join_all(tasks):
    for task in tasks:
        await task


def spawn_all(count, body):
    create_task = asyncio.get_running_loop().create_task
    return [create_task(body(i)) for i in range(count)]


async def work_switch(count):
    async def give_way(_):
        for _ in range(count // TASKS):
            await asyncio.sleep(0)

    await join_all(spawn_all(TASKS, give_way))


async def work_wake(count):
    create_future = asyncio.get_running_loop().create_future
    futures = [create_future() for _ in range(TASKS)]

    async def member(i):
        for _ in range(count // TASKS):
            await futures[i]
            futures[i] = create_future()
            futures[(i + 1) % TASKS].set_result(None)

    tasks = spawn_all(TASKS, member)
    await asyncio.sleep(0)
    futures[0].set_result(None)
    await join_all(tasks)


async def work_wakeAll(count):
    create_future = asyncio.get_running_loop().create_future
    futures = [create_future() for _ in range(TASKS)]
    left = TASKS

    async def member(i):
        nonlocal left
        for _ in range(count // TASKS):
            await futures[i]
            futures[i] = create_future()
        left -= 1

    tasks = spawn_all(TASKS, member)
    while left > 0:
        for future in futures:
            if not future.done():
                future.set_result(None)
        await asyncio.sleep(0)
    await join_all(tasks)


async def child(_=None):
    return 1


async def work_spawn(count):
    await join_all(spawn_all(count, child))


async def work_timers(count):
    loop = asyncio.get_running_loop()
    fired = 0

    def fire():
        nonlocal fired
        fired += 1

    for i in range(count):
        loop.call_later(delay_of(i), fire)
    await asyncio.sleep(2)
    assert fired == count


async def work_sleeps(count):
    async def sleep_once(i):
        await asyncio.sleep(delay_of(i))

    await join_all(spawn_all(count, sleep_once))


async def work_memory(count):
    create_future = asyncio.get_running_loop().create_future

    async def wait_for(future):
        return await future

    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    futures = [create_future() for _ in range(count)]
    tasks = [asyncio.create_task(wait_for(future)) for future in futures]
    await asyncio.sleep(0)
    gc.collect()
    used = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    for future in futures:
        future.set_result(None)
    await join_all(tasks)
    return used


async def work_lock(count):
    shared = asyncio.Lock()

    async def worker(_):
        for _ in range(count // LOCK_TASKS):
            await shared.acquire()
            await asyncio.sleep(0)
            shared.release()

    await join_all(spawn_all(LOCK_TASKS, worker))


async def work_queue(count):
    between = asyncio.Queue(1)

    async def produce():
        for i in range(count):
            await between.put(i)

    async def consume():
        for _ in range(count):
            await between.get()

    await join_all([asyncio.create_task(produce()), asyncio.create_task(consume())])


async def work_gather(count):
    for _ in range(count // 1000):
        await asyncio.gather(*[child() for _ in range(1000)])


async def work_echo(count):
    async def serve(reader, writer):
        while line := await reader.readline():
            writer.write(line)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    few = asyncio.Semaphore(CONNECTED)

    async def client(i):
        async with few:
            reader, writer = await asyncio.open_connection('127.0.0.1', port)
            line = b'hello from client %d\n' % i
            for _ in range(count // CLIENTS):
                writer.write(line)
                await writer.drain()
                assert await reader.readline() == line
            writer.close()
            await writer.wait_closed()

    await join_all(spawn_all(CLIENTS, client))
    server.close()


def measure(work, count):
    """Nanoseconds of the wall's and of the processor's clock, and what the work returned."""
    loop = asyncio.new_event_loop() if work == 'echo' else VirtualLoop()
    try:
        wall, cpu = time.perf_counter_ns(), time.process_time_ns()
        result = loop.run_until_complete(globals()['work_' + work](count))
        return [time.perf_counter_ns() - wall, time.process_time_ns() - cpu, result]
    finally:
        loop.close()


if __name__ == '__main__':
    # A line in, a line out: "<work> <count>".
    for line in sys.stdin:
        work, count = line.split()
        print(*measure(work, int(count)), flush=True)
