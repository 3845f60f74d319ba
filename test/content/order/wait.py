import asyncio


async def after(delay, what, fails=False):
    await asyncio.sleep(delay)
    if fails:
        raise ValueError(what)
    return what


def names(tasks):
    return ' '.join(task.get_name() for task in tasks) or 'none'


async def report(what, tasks, **options):
    done, pending = await asyncio.wait(tasks, **options)
    print(what, '-', names(done), '-', names(pending))


async def waits_for_ever(tasks):
    try:
        await asyncio.wait(tasks)
    finally:
        print('no more')


async def main():
    make = lambda name, *args: asyncio.create_task(after(*args), name=name)
    a, b, c = make('a', 3, 'a'), make('b', 1, 'b'), make('c', 2, 'c', True)
    await report('all in time', [a, b, c, b], timeout=0)
    await report('first', [a, b, c], return_when=asyncio.FIRST_COMPLETED)
    await report('first again', [a, b, c], return_when=asyncio.FIRST_COMPLETED)
    await report('exception', [a, b, c], return_when=asyncio.FIRST_EXCEPTION)
    await report('exception again', [b, c, a], return_when=asyncio.FIRST_EXCEPTION)
    await report('timeout', [c, b, a], timeout=0.5)
    await report('all', [c, b, a])

    # A timeout and an end at the same moment: the timer that was set first fires first.
    d = make('d', 1, 'd')
    await report('tie', [d], timeout=1)
    await asyncio.sleep(0)
    e = make('e', 1, 'e')
    await asyncio.sleep(0)
    await report('other tie', [e], timeout=1)

    # Cancelled, it leaves the tasks alone; one that is cancelled is no error.
    f, g = make('f', 1, 'f'), make('g', 2, 'g')
    waiting = asyncio.create_task(waits_for_ever([f, g]))
    await asyncio.sleep(0.5)
    waiting.cancel()
    await report('cancelled', [waiting])
    f.cancel()
    await report('without an error', [f, g], return_when=asyncio.FIRST_EXCEPTION)

    for wrong in ([], [after(1, 'x')], waiting):
        try:
            await asyncio.wait(wrong)
        except (TypeError, ValueError) as error:
            print(type(error).__name__)


asyncio.run(main())
