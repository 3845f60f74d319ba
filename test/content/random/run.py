"""The last part of the module: runs one program to its end and prints its log."""

MAX_STOPS = 5


def run_program(text):
    program = json.loads(text)
    room = Room(program)
    try:
        if program['drive'] == 'run':
            asyncio.run(room.main(), loop_factory=lambda: Loop(room))
        else:
            drive_loop(room)
        room.finish('ended')
    except Deadlock:
        room.finish('deadlock in the clean-up')
    except BaseException as error:
        room.finish(show(error))
    print('\n'.join(room.lines))


def drive_loop(room):
    """Runs the main task by the loop alone, and again after each stop. Nobody cancels what is left."""
    loop = Loop(room)
    try:
        task = loop.create_task(room.main())
        for _ in range(MAX_STOPS):
            if task.done():
                break
            try:
                loop.run_until_complete(task)
            except RuntimeError as error:
                if task.done():
                    raise
                room.log('run', show(error))
    finally:
        loop.close()
