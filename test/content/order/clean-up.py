import asyncio


async def left(name, delay=1000, slow=False):
    try:
        await asyncio.sleep(delay)
        print(name, 'ended')
    except asyncio.CancelledError:
        print(name, 'cancelled')
        if slow:
            await asyncio.sleep(1)
            print(name, 'cleaned up slowly')
        raise
    finally:
        print(name, 'finally')


async def makes_another():
    try:
        await asyncio.sleep(1000)
    finally:
        asyncio.create_task(asyncio.sleep(1000))
        print('made another')


async def main():
    tasks = [
        asyncio.create_task(left('a')),
        asyncio.create_task(left('b', slow=True)),
        asyncio.create_task(left('c', delay=0)),
        asyncio.create_task(makes_another()),
    ]
    await asyncio.sleep(1)
    tasks.append(asyncio.create_task(left('never started')))
    asyncio.get_running_loop().call_soon(print, 'soon after main')
    asyncio.get_running_loop().call_later(0.5, print, 'half a second after main')
    asyncio.get_running_loop().call_later(1.5, print, 'never')
    print('main ends')
    return 'result'


print(asyncio.run(main()))


async def fails():
    other = asyncio.create_task(left('other'))
    await asyncio.sleep(1)
    print(other.done())
    raise ValueError('main fails')


try:
    asyncio.run(fails())
except ValueError as error:
    print(error)


async def nested():
    inner = left('inner')
    try:
        asyncio.run(inner)
    except RuntimeError:
        inner.close()
        await asyncio.sleep(1)
        print('refused')


asyncio.run(nested())
