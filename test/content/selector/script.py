"""Runs a script of `script.ts` on CPython: objects become ready at the times that it says, callbacks act on the loop."""

import asyncio
import json

NAMES = 'abcdefgh'


class Thing:
    """What is watched: a file of a kind, ready for what has come and was not taken."""

    def __init__(self, number):
        self.number = number
        self.come = 0

    def fileno(self):
        return self

    def readiness(self):
        return self.come


def run_script(text):
    script = json.loads(text)
    loop = asyncio.new_event_loop()
    selector = loop._selector
    things = [Thing(number) for number in range(script['things'])]
    comes = [(when, things[number], events) for when, number, events in script['comes']]
    selector.next_at = lambda: comes[0][0] if comes else None

    def arrive():
        while comes and comes[0][0] <= loop.time():
            _, thing, events = comes.pop(0)
            thing.come |= events
            selector.changed(thing)

    selector.arrive = arrive
    handles = []
    left = script['steps']

    def step(name):
        nonlocal left
        print(f'{loop.time():g} {name}')
        left -= 1
        if left < 0:
            for thing in things:
                thing.come = 0
            return
        for operation in script['callbacks'][name]:
            act(*operation)

    async def task(name, delay):
        await asyncio.sleep(delay)
        step(name)

    def act(kind, *args):
        if kind == 'reader':
            loop.add_reader(things[args[0]], step, args[1])
        elif kind == 'writer':
            loop.add_writer(things[args[0]], step, args[1])
        elif kind == 'unread':
            print(loop.remove_reader(things[args[0]]))
        elif kind == 'unwrite':
            print(loop.remove_writer(things[args[0]]))
        elif kind == 'take':
            things[args[0]].come &= ~args[1]
        elif kind == 'come':
            things[args[0]].come |= args[1]
            selector.changed(things[args[0]])
        elif kind == 'soon':
            handles.append(loop.call_soon(step, args[0]))
        elif kind == 'later':
            handles.append(loop.call_later(args[0], step, args[1]))
        elif kind == 'cancel':
            if handles:
                handles.pop().cancel()
        elif kind == 'task':
            tasks.append(loop.create_task(task(*args)))

    tasks = []

    async def main():
        for operation in script['start']:
            act(*operation)
        await asyncio.sleep(script['until'])

    loop.run_until_complete(main())
    for left_over in tasks:
        left_over.cancel()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
