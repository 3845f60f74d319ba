"""Runs programs of `group-programs.ts` on asyncio. Its twin is `groups.ts`: keep them step for step the same.

`interpreter.py` stands before it in the same module.
"""

import functools

RETURN_WHEN = [asyncio.ALL_COMPLETED, asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION]
MAX_TASKS = 50
ERRORS = {each.__name__: each for each in (ValueError, RuntimeError, TimeoutError, ExceptionGroup)}


class GroupInterpreter(Interpreter):
    def __init__(self, program):
        super().__init__(program)
        self.eager = program['eager']
        self.groups = []
        self.timeouts = []

    def later_body(self, body, n):
        # Bodies that call each other can make more tasks than anybody wants to run.
        return super().later_body(body, n) if len(self.tasks) < MAX_TASKS else None

    def prepare(self):
        if self.eager:
            self.loop.set_task_factory(asyncio.eager_task_factory)
        self.loop.set_exception_handler(self.handle)

    def handle(self, loop, context):
        # When an error that nobody fetched is reported, CPython leaves to its collector.
        if 'shielded' in context['message']:
            self.log('loop', context['message'])

    def summary(self):
        """How the tasks have ended, when all is over."""
        for index, task in enumerate(task for task in self.tasks if task is not None):
            self.log_lines.append(f'{index} {ending(task)} {task.cancelling()}')

    async def run_step(self, me, body, kind, *args):
        if kind == 'cancel with':
            tasks = [task for task in self.tasks if task is not None]
            if tasks:
                task = tasks[args[0] % len(tasks)]
                self.log(me, f'cancel {int(task.cancel(args[1]))} {task.cancelling()}')
        elif kind == 'cancelling':
            self.log(me, f'cancelling {asyncio.current_task().cancelling()} of {len(asyncio.all_tasks())}')
        elif kind == 'spawn eagerly':
            called = self.later_body(body, args[0])
            if called is not None:
                slot = len(self.tasks)
                task = asyncio.create_task(self.coroutine(called), eager_start=args[1])
                self.tasks[slot] = task
        elif kind == 'throw':
            raise new_error(args[0], me)
        elif kind == 'wait for several':
            futures = [each for each in (self.any_future(body, *each) for each in args[0]) if each is not None]
            done, pending = await asyncio.wait(futures, timeout=args[1], return_when=RETURN_WHEN[args[2] % 3])
            self.log(me, f'done {self.names(done)} pending {self.names(pending)}')
        elif kind == 'wait for':
            awaitable = self.member(me, body, *args[0])
            if awaitable is not None:
                self.log(me, f'got {await asyncio.wait_for(awaitable, args[1])} in time')
        elif kind == 'shield':
            awaitable = self.member(me, body, *args[0])
            if awaitable is not None:
                shielded = asyncio.shield(awaitable)
                got = await shielded if args[1] is None else await asyncio.wait_for(shielded, args[1])
                self.log(me, f'got {got} shielded')
        elif kind == 'as completed':
            await self.as_completed(me, body, *args)
        elif kind == 'timeout':
            within = asyncio.timeout(args[0])
            self.timeouts.append(within)
            try:
                async with within:
                    await self.run_steps(me, body, args[1])
            finally:
                self.log(me, f'expired {int(within.expired())} at {asyncio.current_task().cancelling()}')
        elif kind == 'reschedule':
            if self.timeouts:
                within = latest(self.timeouts, args[0])
                self.log(me, 'reschedules')
                within.reschedule(None if args[1] is None else self.loop.time() + args[1])
        elif kind == 'group':
            group = asyncio.TaskGroup()
            self.groups.append(group)
            try:
                async with group:
                    await self.run_steps(me, body, args[0])
                self.log(me, 'grouped')
            finally:
                self.log(me, f'ungrouped {asyncio.current_task().cancelling()}')
        elif kind == 'child':
            called = self.later_body(body, args[1])
            if self.groups and called is not None:
                group = latest(self.groups, args[0])
                slot = len(self.tasks)
                options = {} if args[2] is None else {'eager_start': args[2]}
                task = group.create_task(self.coroutine(called), **options)
                self.tasks[slot] = task
        elif kind == 'split':
            try:
                await self.run_steps(me, body, args[1])
            except ExceptionGroup as error:
                matching, rest = error.split(ERRORS[args[0]])
                self.log(me, f'split {self.show(matching or "none")} {self.show(rest or "none")}')
                if self.ending:
                    raise
                if rest is not None:
                    raise rest
        else:
            await super().run_step(me, body, kind, *args)

    async def as_completed(self, me, body, members, limit, mode):
        make = self.any_future if self.eager else functools.partial(self.member, me)
        given = [each for each in (make(body, *member) for member in members) if each is not None]
        # In which order CPython takes those that are done already depends on addresses.
        done = [each for each in given if asyncio.isfuture(each) and each.done()]
        awaitables = [each for each in given if each not in done[1:] or each is done[0]]
        if mode == 'futures':
            async for future in asyncio.as_completed(awaitables, timeout=limit):
                self.log(me, f'next {self.names([future]) if future in awaitables else "new"} {ending(future)}')
            return
        for coming in asyncio.as_completed(awaitables, timeout=limit):
            try:
                self.log(me, f'next {await coming}')
            except Exception as error:
                if mode == 'results':
                    raise
                self.log(me, f'next {self.show(error)}')
        self.log(me, 'all completed')

    def any_future(self, body, kind, n):
        """A future, any task, or a new one."""
        if kind == 'future':
            return self.futures[n % 3]
        if kind == 'task':
            tasks = [task for task in self.tasks if task is not None]
            return tasks[n % len(tasks)] if tasks else None
        called = self.later_body(body, n)
        if called is None:
            return None
        slot = len(self.tasks)
        task = asyncio.create_task(self.coroutine(called))
        self.tasks[slot] = task
        return task

    def names(self, futures):
        return '[' + ' '.join(self.name(future) for future in futures) + ']'

    def name(self, future):
        return f'f{self.futures.index(future)}' if future in self.futures else f't{self.tasks.index(future)}'

    def show(self, result):
        return show(result)


def latest(made, n):
    """The latest, or the one so many before it."""
    return made[len(made) - 1 - n % len(made)]


def new_error(kind, me):
    if kind != 'ExceptionGroup':
        return ERRORS[kind](f'{me}')
    return ExceptionGroup('made', [ValueError(f'{me}'), ExceptionGroup('inner', [RuntimeError(f'{me}')])])


def show(result):
    if not isinstance(result, BaseException):
        return str(result)
    errors = '[' + ' '.join(map(show, result.exceptions)) + ']' if isinstance(result, ExceptionGroup) else ''
    return f'{type(result).__name__}({result}){errors}'


def ending(future):
    if not future.done():
        return 'pending'
    if future.cancelled():
        return 'cancelled'
    return show(future.exception() or future.result())


def run_group_program(text):
    interpreter = GroupInterpreter(json.loads(text))
    asyncio.run(interpreter.main())
    interpreter.summary()
    print('\n'.join(interpreter.log_lines))
