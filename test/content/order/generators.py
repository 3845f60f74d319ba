import inspect


def echo(name):
    received = yield name
    while received is not None:
        try:
            received = yield f'{name} got {received}'
        except ValueError as error:
            received = yield f'{name} caught {error}'
    return f'{name} returns'


def outer():
    print('outer', (yield from echo('inner')))
    yield 'outer goes on'


def attempt(what, action):
    try:
        print(what, action())
    except StopIteration as stop:
        print(what, 'StopIteration', stop.value)
    except BaseException as error:
        print(what, type(error).__name__, error)


generator = outer()
print(inspect.getgeneratorstate(generator))
attempt('early send', lambda: generator.send('x'))
attempt('next', lambda: next(generator))
print(inspect.getgeneratorstate(generator))
attempt('send', lambda: generator.send('a'))
attempt('throw', lambda: generator.throw(ValueError('v')))
attempt('send', lambda: generator.send('b'))
attempt('next', lambda: next(generator))
attempt('next', lambda: next(generator))
attempt('next', lambda: next(generator))
print(inspect.getgeneratorstate(generator))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        print('refuses')
        yield 2


kept = stubborn()
next(kept)
attempt('close', kept.close)


def tidy():
    try:
        yield 1
    finally:
        print('tidies up')


closed = tidy()
attempt('close before the start', closed.close)
attempt('next', lambda: next(closed))
closed = tidy()
next(closed)
attempt('close', closed.close)
attempt('close again', closed.close)
attempt('throw when closed', lambda: closed.throw(ValueError('too late')))

fresh = tidy()
attempt('throw before the start', lambda: fresh.throw(ValueError('too early')))


def returns_at_exit():
    try:
        yield 1
    except GeneratorExit:
        return 'last word'


last = returns_at_exit()
next(last)
attempt('close', last.close)


def stops():
    yield 1
    raise StopIteration('within')


within = stops()
next(within)
attempt('StopIteration within', lambda: next(within))


def again():
    yield next(itself)


itself = again()
attempt('re-entry', lambda: next(itself))


def delegates():
    try:
        yield from tidy()
    finally:
        print('and so does the outer')


delegating = delegates()
next(delegating)
attempt('close', delegating.close)
