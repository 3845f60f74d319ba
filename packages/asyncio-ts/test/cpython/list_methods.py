"""Prints the names of the test methods of CPython's own tests, as `methods.json` holds them.

    python3 list_methods.py <CPython>/Lib/test > methods.json

A name is `Class.test_method`, under the class that defines it: what several concrete classes inherit counts once. A
function that adds a test method to classes stands for its class. Only names are printed, never text.
"""
import ast
import json
import pathlib
import sys

FILES = [
    *(f'test_asyncio/test_{name}.py' for name in (
        'tasks', 'futures', 'locks', 'queues', 'taskgroups', 'timeouts', 'waitfor', 'eager_task_factory', 'runners', 'streams',
    )),
    'test_yield_from.py',
    'test_generators.py',
]


def methods(tree):
    for scope in tree.body:
        if isinstance(scope, (ast.ClassDef, ast.FunctionDef)):
            for inner in scope.body:
                is_function = isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef))
                if is_function and inner.name.startswith('test_'):
                    yield f'{scope.name}.{inner.name}'


def main(folder):
    found = {}
    for file in FILES:
        path = pathlib.Path(folder, file)
        if path.exists():
            found[path.stem] = list(dict.fromkeys(methods(ast.parse(path.read_text('utf8')))))
    print(json.dumps(found, indent=2))


main(sys.argv[1])
