import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    print(name)
    return name


loop = asyncio.new_event_loop()
task = loop.create_task(work('kept between runs', 2))
print(loop.run_until_complete(work('first', 1)))
print(task.done(), loop.is_running())
loop.call_soon(print, 'before')
loop.call_soon(loop.stop)
loop.call_soon(print, 'in the same turn')
loop.call_soon(lambda: loop.call_soon(print, 'in the next run'))
loop.run_forever()
print('stopped')
print(loop.run_until_complete(task))
loop.call_later(1, loop.stop)
loop.call_later(1, print, 'with the stop')
loop.call_later(2, print, 'never')
loop.run_forever()
loop.close()
print(loop.is_closed())
try:
    loop.call_soon(print, 'never')
except RuntimeError as error:
    print(error)
