def show(error):
    if error is None:
        return 'None'
    if isinstance(error, ExceptionGroup):
        return f'{error} [' + ', '.join(show(each) for each in error.exceptions) + ']'
    return f'{type(error).__name__}({error})'


group = ExceptionGroup(
    'outer',
    [
        ValueError('a'),
        ExceptionGroup('inner', [RuntimeError('b'), ValueError('c'), ExceptionGroup('core', [TimeoutError('d')])]),
        RuntimeError('e'),
    ],
)
print(show(group))
for condition in (
    ValueError,
    TimeoutError,
    (ValueError, RuntimeError),
    (),
    Exception,
    ExceptionGroup,
    lambda error: isinstance(error, ExceptionGroup) and 'inner' in str(error),
    lambda error: str(error) in 'ad',
):
    match, rest = group.split(condition)
    print(show(match), '/', show(rest))
    print(show(group.subgroup(condition)), match is group, rest is group)
for wrong in ([], [1]):
    try:
        ExceptionGroup('wrong', wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
try:
    group.split('ValueError')
except TypeError as error:
    print(type(error).__name__)
