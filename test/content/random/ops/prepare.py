# What the room is furnished with. Its twin is `prepare.ts`.

QUEUES = {'plain': asyncio.Queue, 'lifo': asyncio.LifoQueue, 'priority': asyncio.PriorityQueue}


def prepare(room):
    program = room.program
    room.locks = [asyncio.Lock(), asyncio.Lock()]
    room.conditions = [asyncio.Condition(), asyncio.Condition(room.locks[0])]
    room.semaphores = [asyncio.Semaphore(program['values'][0]), asyncio.BoundedSemaphore(program['values'][1])]
    room.events = [asyncio.Event(), asyncio.Event()]
    room.barriers = [asyncio.Barrier(parties + 1) for parties in program['parties']]
    room.queues = [QUEUES[kind](maxsize) for kind, maxsize in program['queues']]
