"""Runs programs of `programs.ts` on asyncio. Its twin is `interpreter.ts`: keep them step for step the same."""

import asyncio
import json


class Interpreter:
    def __init__(self, program):
        self.bodies = program['bodies']
        self.tasks = []
        self.log_lines = []
        self.ending = False

    def log(self, who, what):
        self.log_lines.append(f'{round(self.loop.time() * 1e6)} {who}: {what}')

    async def main(self):
        self.loop = asyncio.get_running_loop()
        self.futures = [self.loop.create_future() for _ in range(3)]
        self.locks = [asyncio.Lock() for _ in range(2)]
        self.prepare()
        for body in range(len(self.bodies)):
            self.spawn(body)
        await asyncio.sleep(20)
        self.ending = True
        self.log('main', 'ends')

    def prepare(self):
        """For interpreters of more."""

    def coroutine(self, body):
        self.tasks.append(None)
        return self.run_body(len(self.tasks) - 1, body)

    def spawn(self, body):
        me = len(self.tasks)
        task = asyncio.create_task(self.coroutine(body))
        self.tasks[me] = task

    def later_body(self, body, n):
        """A body after `body`, or None."""
        left = len(self.bodies) - body - 1
        return body + 1 + n % left if left > 0 else None

    def younger_task(self, me, n):
        younger = [task for task in self.tasks[me + 1 :] if task is not None]
        return younger[n % len(younger)] if younger else None

    async def run_body(self, me, body):
        self.log(me, 'starts')
        await self.run_steps(me, body, self.bodies[body])
        self.log(me, 'ends')
        return me

    async def run_steps(self, me, body, steps):
        for step in steps:
            if self.ending:
                return
            await self.run_step(me, body, *step)

    async def run_step(self, me, body, kind, *args):
        if kind == 'log':
            self.log(me, 'log')
        elif kind == 'sleep':
            await asyncio.sleep(args[0])
            self.log(me, 'slept')
        elif kind == 'spawn':
            called = self.later_body(body, args[0])
            if called is not None:
                self.spawn(called)
        elif kind == 'inline':
            called = self.later_body(body, args[0])
            if called is not None:
                await self.run_body(me, called)
        elif kind == 'wait':
            task = self.younger_task(me, args[0])
            if task is not None:
                self.log(me, f'got {await task}')
        elif kind == 'cancel':
            tasks = [task for task in self.tasks if task is not None]
            if tasks:
                task = tasks[args[0] % len(tasks)]
                self.log(me, f'cancel {int(task.cancel())} {task.cancelling()}')
        elif kind == 'uncancel':
            self.log(me, f'uncancel {asyncio.current_task().uncancel()}')
        elif kind == 'await':
            self.log(me, f'got {await self.futures[args[0] % 3]}')
        elif kind in ('set', 'fail', 'drop'):
            self.settle(me, kind, self.futures[args[0] % 3])
        elif kind == 'gather':
            members = [member for member in (self.member(me, body, *each) for each in args[0]) if member is not None]
            results = await asyncio.gather(*members, return_exceptions=args[1])
            self.log(me, 'gathered ' + ' '.join(self.show(result) for result in results))
        elif kind == 'lock':
            async with self.locks[args[0] % 2]:
                self.log(me, 'locked')
                await self.run_steps(me, body, args[1])
            self.log(me, 'unlocked')
        elif kind == 'watch':
            future = self.futures[args[1] % 3] if args[0] == 'future' else self.younger_task(me, args[1])
            if future is not None:
                future.add_done_callback(lambda future: self.log(me, f'saw the end {int(future.cancelled())}'))
        elif kind == 'soon':
            self.loop.call_soon(self.log, me, 'soon')
        elif kind == 'later':
            self.loop.call_later(args[0], self.log, me, 'later')
        elif kind == 'set later':
            self.loop.call_later(args[0], self.settle, me, 'set', self.futures[args[1] % 3])
        elif kind == 'raise':
            raise ValueError
        elif kind == 'catch':
            try:
                await self.run_steps(me, body, args[0])
            except (Exception, asyncio.CancelledError) as error:
                self.log(me, f'caught {self.show(error)}')
                if self.ending or not args[1]:
                    raise
        elif kind == 'finally':
            try:
                await self.run_steps(me, body, args[0])
            finally:
                self.log(me, 'finally')
                for last in args[1]:
                    await self.run_step(me, body, *last)
        else:
            raise TypeError(kind)

    def settle(self, me, kind, future):
        if future.done():
            self.log(me, 'settled already')
        elif kind == 'set':
            future.set_result(me)
        elif kind == 'fail':
            future.set_exception(ValueError())
        else:
            future.cancel()

    def member(self, me, body, kind, n):
        if kind == 'future':
            return self.futures[n % 3]
        if kind == 'task':
            return self.younger_task(me, n)
        called = self.later_body(body, n)
        return None if called is None else self.coroutine(called)

    def show(self, result):
        return type(result).__name__ if isinstance(result, BaseException) else str(result)


def run_program(text):
    interpreter = Interpreter(json.loads(text))
    asyncio.run(interpreter.main())
    print('\n'.join(interpreter.log_lines))
