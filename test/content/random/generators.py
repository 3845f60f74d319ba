"""Runs programs of `generator-programs.ts` on Python's generators. Its twin is `generators.ts`."""

import inspect
import json

THROWN = {'ValueError': ValueError, 'GeneratorExit': GeneratorExit, 'StopIteration': StopIteration}


class Returned(BaseException):
    """Carries a `return` out of nested steps."""

    def __init__(self, value):
        self.value = value


class Interpreter:
    def __init__(self, program):
        self.bodies = program['bodies']
        self.root = None
        self.kept = []
        self.log_lines = []

    def log(self, *words):
        self.log_lines.append(' '.join(str(word) for word in words))

    def keep(self, generator):
        """Holds on to a generator: one that is dropped while suspended is closed, and JavaScript has no such thing."""
        self.kept.append(generator)
        return generator

    def make(self, body):
        try:
            yield from self.keep(self.run_steps(body, self.bodies[body]))
        except Returned as returned:
            return returned.value
        finally:
            self.log(body, 'is left')

    def run_steps(self, body, steps):
        for step in steps:
            yield from self.keep(self.run_step(body, *step))

    def run_step(self, body, kind, *args):
        if kind == 'yield':
            self.log(body, 'got', (yield args[0]))
        elif kind == 'delegate':
            left = len(self.bodies) - body - 1
            if left > 0:
                called = body + 1 + args[0] % left
                self.log(body, 'was returned', (yield from self.keep(self.make(called))))
        elif kind == 'return':
            raise Returned(args[0])
        elif kind == 'raise':
            raise THROWN[args[0]]
        elif kind == 're-enter':
            self.attempt(f'{body} re-enters', lambda: next(self.root))
        elif kind == 'except':
            try:
                yield from self.keep(self.run_steps(body, args[1]))
            except THROWN[args[0]]:
                self.log(body, 'caught', args[0])
                yield from self.keep(self.run_steps(body, args[2]))
                if not args[3]:
                    raise
        elif kind == 'finally':
            try:
                yield from self.keep(self.run_steps(body, args[0]))
            finally:
                self.log(body, 'finally')
                yield from self.keep(self.run_steps(body, args[1]))
        else:
            raise TypeError(kind)

    def attempt(self, what, action):
        try:
            self.log(what, action())
        except StopIteration as stop:
            self.log(what, 'StopIteration', stop.value)
        except BaseException as error:
            self.log(what, type(error).__name__, error)

    def call(self, kind, *args):
        root = self.root
        if kind == 'next':
            self.attempt('next', lambda: next(root))
        elif kind == 'send':
            self.attempt('send', lambda: root.send(args[0]))
        elif kind == 'throw':
            self.attempt('throw', lambda: root.throw(THROWN[args[0]]()))
        elif kind == 'close':
            self.attempt('close', root.close)
        elif kind == 'state':
            self.log(inspect.getgeneratorstate(root))
        elif kind == 'for':
            self.attempt('for', lambda: self.take(root, args[0]))
        else:
            raise TypeError(kind)

    def take(self, root, n):
        for value in root:
            self.log('for', value)
            if value >= n:
                break


def run_program(text):
    program = json.loads(text)
    interpreter = Interpreter(program)
    interpreter.root = interpreter.make(0)
    for call in program['calls']:
        interpreter.call(*call)
    print('\n'.join(interpreter.log_lines))
    interpreter.log_lines = []
