"""How the oracle ends a program that would not end by itself."""

import os

MAX_RAISED = 100


class Ended(KeyboardInterrupt):
    """Unwinds a program that the oracle ends. A KeyboardInterrupt, because that is what tasks let through."""


class Verdict:
    """Why the oracle ended the program. The first verdict stands; from then on nothing is recorded."""

    def __init__(self):
        self.reason = None
        self.raised = 0


verdict = Verdict()


def end(reason):
    """Ends the program from within. One that catches even this is stopped together with the interpreter."""
    if verdict.reason is None:
        verdict.reason = reason
    verdict.raised += 1
    if verdict.raised > MAX_RAISED:
        os._exit(1)
    raise Ended(reason)
