"""What comes out of a generator that delegates when it is closed, or something is thrown into it."""

ENDINGS = ['lets it through', 'raises GeneratorExit', 'raises StopIteration', 'raises ValueError', 'yields', 'returns']


def throw_something(kind):
    if kind == 'GeneratorExit':
        return GeneratorExit('thrown')
    if kind == 'StopIteration':
        return StopIteration('thrown')
    if kind == 'RuntimeError':
        return RuntimeError('thrown')
    return ValueError('thrown')


def inner(ending):
    try:
        yield 'first'
        yield 'second'
    except BaseException as error:
        print('  inner gets', type(error).__name__)
        if ending == 'raises GeneratorExit':
            raise GeneratorExit('raised')
        if ending == 'raises StopIteration':
            raise StopIteration('raised')
        if ending == 'raises ValueError':
            raise ValueError('raised')
        if ending == 'yields':
            yield 'in answer'
        if ending == 'returns':
            return 'returned'
        raise
    return 'never'


def outer(ending, log):
    try:
        result = yield from inner(ending)
        log.append(('outer gets', result))
        return result
    except BaseException as error:
        log.append(('outer sees', type(error).__name__))
        raise


def attempt(what, action):
    try:
        print(' ', what, 'gives', action())
    except StopIteration as error:
        print(' ', what, 'ends with', error.value)
    except BaseException as error:
        cause = error.__cause__
        print(' ', what, 'raises', type(error).__name__, error, '' if cause is None else f'because of {type(cause).__name__}')


def run(delegate):
    for ending in ENDINGS:
        for kind in ['close', 'GeneratorExit', 'StopIteration', 'RuntimeError', 'ValueError']:
            log = []
            print(ending, kind)
            generator = delegate(ending, log)
            next(generator)
            if kind == 'close':
                attempt('close', generator.close)
            else:
                attempt('throw', lambda: generator.throw(throw_something(kind)))
            for _ in range(3):
                attempt('next', lambda: next(generator))
            for what, result in log:
                print(' ', what, result)


run(outer)
print('directly')
run(lambda ending, log: inner(ending))


def between(ending, log):
    yield from outer(ending, log)


print('through two')
run(between)
