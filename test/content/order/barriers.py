import asyncio


async def runner(barrier, name, delay, rounds):
    try:
        for _ in range(rounds):
            await asyncio.sleep(delay)
            print(name, 'comes', barrier.n_waiting)
            async with barrier as index:
                print(name, 'goes as', index)
    except asyncio.BrokenBarrierError as error:
        print(name, 'broken:', error)
    except asyncio.CancelledError:
        print(name, 'cancelled', barrier.n_waiting)
        raise


async def main():
    barrier = asyncio.Barrier(3)
    # a is back before c has left: it waits for the next round.
    runners = [asyncio.create_task(runner(barrier, name, delay, 2)) for name, delay in (('a', 0), ('b', 1), ('c', 1))]
    await asyncio.gather(*runners)

    gone, stays, later = (asyncio.create_task(runner(barrier, name, n, 1)) for n, name in enumerate(('gone', 'stays', 'later')))
    await asyncio.sleep(0.5)
    gone.cancel()
    await asyncio.sleep(2)
    print('waiting:', barrier.n_waiting)
    await barrier.reset()
    print('reset:', barrier.n_waiting, barrier.broken)
    # Comes while those of the reset leave.
    early = asyncio.create_task(runner(barrier, 'early', 0, 1))
    await asyncio.gather(gone, stays, later, return_exceptions=True)
    await asyncio.sleep(1)
    print('waiting:', barrier.n_waiting)
    await barrier.abort()
    print('aborted:', barrier.n_waiting, barrier.broken)
    await early
    await runner(barrier, 'late', 0, 1)
    await barrier.reset()
    await asyncio.gather(*(runner(barrier, name, 0, 1) for name in 'xyz'))
    try:
        asyncio.Barrier(0)
    except ValueError as error:
        print(error)


asyncio.run(main())
