"""Runs programs of `sync-programs.ts` on asyncio. Its twin is `sync.ts`: keep them step for step the same."""

import asyncio
import json
import re


QUEUES = {'plain': asyncio.Queue, 'lifo': asyncio.LifoQueue, 'priority': asyncio.PriorityQueue}


class Raised(Exception):
    """Raised by `raise`: what nobody but `catch` takes."""


class Interpreter:
    def __init__(self, program):
        values, parties = program['values'], program['parties']
        self.bodies = program['bodies']
        self.log_lines = []
        self.tasks = []
        self.locks = [asyncio.Lock(), asyncio.Lock()]
        self.conditions = [asyncio.Condition(), asyncio.Condition(self.locks[0])]
        self.semaphores = [asyncio.Semaphore(values[0]), asyncio.BoundedSemaphore(values[1])]
        self.events = [asyncio.Event(), asyncio.Event()]
        self.barriers = [asyncio.Barrier(parties[0]), asyncio.Barrier(parties[1])]
        self.queues = [QUEUES[kind](maxsize) for kind, maxsize in program['queues']]
        self.ending = False
        self.counter = 0
        self.items = 0

    def log(self, who, what):
        self.log_lines.append(f'{round(self.loop.time() * 1e6)} {who}: {what}')

    async def main(self):
        self.loop = asyncio.get_running_loop()
        for body in range(len(self.bodies)):
            self.spawn(body)
        await asyncio.sleep(20)
        self.ending = True
        self.log('main', 'ends')
        self.free_locks()

    def free_locks(self):
        """At the end nobody may wait for ever to get a lock back."""
        for lock in self.locks + self.conditions:
            if lock.locked():
                lock.release()
        self.loop.call_later(1, self.free_locks)

    def spawn(self, body):
        self.tasks.append(asyncio.create_task(self.run_body(len(self.tasks), body)))

    def task(self, n):
        return at(self.tasks, n)

    def holdable(self, kind, n):
        return at({'lock': self.locks, 'condition': self.conditions, 'semaphore': self.semaphores}[kind], n)

    def shown(self, kind, n):
        if kind == 'event':
            return at(self.events, n)
        if kind == 'barrier':
            return at(self.barriers, n)
        if kind == 'queue':
            return at(self.queues, n)
        return self.holdable(kind, n)

    async def run_body(self, me, body):
        self.log(me, 'starts')
        try:
            await self.run_steps(me, body, self.bodies[body])
            self.log(me, 'ends')
        except BaseException as error:
            self.log(me, f'ends with {show(error)}')
            raise

    async def run_steps(self, me, body, steps):
        for step in steps:
            if self.ending:
                return
            await self.run_step(me, body, step)

    async def run_step(self, me, body, step):
        try:
            await self.attempt(me, body, *step)
        except (asyncio.CancelledError, Raised):
            raise
        except Exception as error:
            self.log(me, f'{step[0]}: {show(error)}')

    async def attempt(self, me, body, kind, *args):
        if kind == 'log':
            self.log(me, 'log')
        elif kind == 'sleep':
            await asyncio.sleep(args[0])
            self.log(me, 'slept')
        elif kind == 'spawn':
            left = len(self.bodies) - body - 1
            if left > 0:
                self.spawn(body + 1 + args[0] % left)
        elif kind == 'join task':
            younger = self.tasks[me + 1 :]
            if younger:
                await at(younger, args[0])
            self.log(me, 'joined')
        elif kind == 'cancel':
            task = self.task(args[0])
            cancelled = task.cancel() if args[1] == '' else task.cancel(args[1])
            self.log(me, f'cancel {int(cancelled)} {task.cancelling()}')
        elif kind == 'cancel later':
            self.loop.call_later(args[0], self.task(args[1]).cancel)
        elif kind == 'uncancel':
            self.log(me, f'uncancel {asyncio.current_task().uncancel()}')
        elif kind == 'raise':
            raise Raised
        elif kind == 'catch':
            try:
                await self.run_steps(me, body, args[0])
            except (Exception, asyncio.CancelledError) as error:
                self.log(me, f'caught {show(error)}')
                if self.ending or not args[1]:
                    raise
        elif kind == 'finally':
            try:
                await self.run_steps(me, body, args[0])
            finally:
                self.log(me, 'finally')
                for last in args[1]:
                    if not self.ending:
                        await self.run_step(me, body, last)
        elif kind == 'timeout':
            timer = self.loop.call_later(args[0], asyncio.current_task().cancel, 'timeout')
            try:
                await self.run_steps(me, body, args[1])
            finally:
                timer.cancel()
        elif kind == 'with':
            async with self.holdable(args[0], args[1]):
                await self.inside(me, body, f'has {args[0]}', args[2])
            self.log(me, f'gave {args[0]}')
        elif kind == 'acquire':
            self.log(me, f'acquired {int(await self.holdable(*args).acquire())}')
        elif kind == 'release':
            self.holdable(*args).release()
            self.log(me, 'released')
        elif kind == 'set':
            at(self.events, args[0]).set()
        elif kind == 'clear':
            at(self.events, args[0]).clear()
        elif kind == 'set later':
            self.loop.call_later(args[0], at(self.events, args[1]).set)
        elif kind == 'wait event':
            self.log(me, f'event {int(await at(self.events, args[0]).wait())}')
        elif kind == 'wait':
            self.log(me, f'notified {int(await at(self.conditions, args[0]).wait())}')
        elif kind == 'wait for':
            self.log(me, f'true {int(await at(self.conditions, args[0]).wait_for(lambda: self.asked(me) >= args[1]))}')
        elif kind == 'count':
            self.counter += args[0]
        elif kind == 'notify':
            at(self.conditions, args[0]).notify(args[1])
        elif kind == 'notify all':
            at(self.conditions, args[0]).notify_all()
        elif kind == 'with barrier':
            async with at(self.barriers, args[0]) as index:
                await self.inside(me, body, f'through as {index}', args[1])
        elif kind == 'wait barrier':
            self.log(me, f'through as {await at(self.barriers, args[0]).wait()}')
        elif kind == 'reset':
            await at(self.barriers, args[0]).reset()
            self.log(me, 'reset')
        elif kind == 'abort':
            await at(self.barriers, args[0]).abort()
            self.log(me, 'aborted')
        elif kind == 'show':
            self.log(me, re.sub(r'asyncio\.locks\.(\w+) object at 0x[0-9a-f]+', r'\1', str(self.shown(*args))))
        else:
            await self.handle_queue(me, kind, at(self.queues, args[0]), *args[1:])

    async def handle_queue(self, me, kind, queue, *args):
        if kind == 'put':
            await queue.put(self.item(args[0]))
            self.log(me, f'put {int(queue.full())}')
        elif kind == 'put nowait':
            queue.put_nowait(self.item(args[0]))
            self.log(me, f'put {queue.qsize()}')
        elif kind == 'get':
            self.log(me, f'got {join(await queue.get())}')
        elif kind == 'get nowait':
            self.log(me, f'got {join(queue.get_nowait())} {int(queue.empty())}')
        elif kind == 'work':
            self.log(me, f'works at {join(await queue.get())}')
            await asyncio.sleep(args[0])
            queue.task_done()
            self.log(me, 'worked')
        elif kind == 'task done':
            queue.task_done()
        elif kind == 'join':
            await queue.join()
            self.log(me, 'joined')
        elif kind == 'shutdown':
            queue.shutdown(immediate=args[0])
            self.log(me, 'shut down')
        else:
            raise TypeError(kind)

    async def inside(self, me, body, what, steps):
        self.log(me, what)
        await self.run_steps(me, body, steps)

    def asked(self, me):
        self.log(me, 'looks')
        return self.counter

    def item(self, priority):
        """All are different, so that none are equal to a priority queue."""
        self.items += 1
        return [priority, self.items]


def at(every, n):
    return every[n % len(every)]


def join(item):
    return ','.join(map(str, item))


def show(error):
    name, message = type(error).__name__, str(error)
    return f'{name}: {message}' if message else name


def run_program(text):
    interpreter = Interpreter(json.loads(text))
    asyncio.run(interpreter.main())
    print('\n'.join(interpreter.log_lines))
