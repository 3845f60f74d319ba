"""What CPython's asyncio tells the protocol of a subprocess, in which order: random scripts, and what came of them.

    python3 record.py > recorded.jsonl

For CPython 3.12 or later, on Linux. After each step it waits until things have settled; since a busy machine may take longer for
that, a script is run until the same has come of it twice in a row.
"""

import asyncio
import json
import platform
import random
import sys

SCRIPTS = 160
SETTLED = 0.1
STARTED = 0.2

# Does what its input says, a line at a time, and ends with it. Reads no further than it has to.
CHILD = r"""
import os

def line():
    data = b''
    while not data.endswith(b'\n'):
        got = os.read(0, 1)
        if not got:
            return None
        data += got
    return data.decode().split()

while True:
    words = line()
    if words is None:
        os._exit(0)
    try:
        if words[0] == 'out':
            os.write(1, words[1].encode())
        elif words[0] == 'err':
            os.write(2, words[1].encode())
        elif words[0] == 'close':
            os.close(int(words[1]))
        elif words[0] == 'gulp':
            left = int(words[1])
            while left:
                left -= len(os.read(0, min(left, 65536)))
        elif words[0] == 'exit':
            os._exit(int(words[1]))
    except BrokenPipeError:
        os._exit(3)
"""

PIPES = {"pipe": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.STDOUT, "null": asyncio.subprocess.DEVNULL}


def script_of(seed):
    """A program of steps, each of which the process can still take."""
    chance = random.Random(seed)
    pipes = {
        "stdin": "pipe" if chance.random() < 0.95 else "null",
        "stdout": "pipe" if chance.random() < 0.85 else "null",
        "stderr": chance.choice(["pipe", "pipe", "stdout", "null"]),
    }
    piped = [fd for fd, name in enumerate(pipes) if pipes[name] == "pipe"]
    # Of the child: what it has open. Of the parent: what it can still do.
    child, hears = {1, 2}, pipes["stdin"] == "pipe"
    paused, steps = set(), []
    for _ in range(chance.randint(2, 8)):
        kinds = ["state", "close pipe", "pause", "resume"]
        kinds += ["tell"] * 6 + ["fill", "eof"] if hears else []
        kinds += [chance.choice(["terminate", "kill", "close"])] if chance.random() < 0.4 else []
        kind = chance.choice(kinds)
        if kind == "tell":
            what = chance.choice(["out", "out", "err", "err", "close", "exit"])
            if what in ("out", "err"):
                if (1 if what == "out" else 2) not in child:
                    continue
                word = f"{what} {chance.choice(['a', 'bc', 'def'])}"
            elif what == "close":
                # Of two that are one, the pipe stays open as long as either.
                if pipes["stderr"] == "stdout" or not child:
                    continue
                fd = chance.choice(sorted(child))
                child.discard(fd)
                word = f"close {fd}"
            else:
                hears = False
                word = f"exit {chance.randint(0, 3)}"
            steps.append(["tell", word])
        elif kind == "fill":
            # Read by the process, or left in the pipe when it ends.
            size = chance.choice([1000, 100_000, 300_000])
            if chance.random() < 0.3:
                hears = False
                steps.append(["fill", "exit 2", 300_000])
            else:
                steps.append(["fill", f"gulp {size}", size])
        elif kind == "eof":
            hears = False
            steps.append(["eof"])
        elif kind in ("close pipe", "pause", "resume"):
            fds = [fd for fd in piped if fd > 0 or kind == "close pipe"]
            if not fds:
                continue
            fd = chance.choice(fds)
            if kind == "close pipe":
                hears = hears and fd != 0
            elif (kind == "pause") == (fd in paused):
                continue
            elif kind == "pause":
                paused.add(fd)
            else:
                paused.discard(fd)
            steps.append([kind, fd])
        else:
            steps.append([kind])
    # Both written and ended while nobody reads: which is heard of first is for the machine to say.
    steps += [["resume", fd] for fd in sorted(paused)]
    return {"pipes": pipes, "steps": steps}


class Recorder(asyncio.SubprocessProtocol):
    def __init__(self):
        self.log = []

    def connection_made(self, transport):
        self.log.append("connection_made")

    def pipe_data_received(self, fd, data):
        self.log.append(f"pipe_data_received {fd} {data.decode()}")

    def pipe_connection_lost(self, fd, exc):
        self.log.append(f"pipe_connection_lost {fd} {type(exc).__name__ if exc else None}")

    def process_exited(self):
        self.log.append("process_exited")

    def connection_lost(self, exc):
        self.log.append(f"connection_lost {exc}")

    def pause_writing(self):
        self.log.append("pause_writing")

    def resume_writing(self):
        self.log.append("resume_writing")


async def run_script(script):
    loop = asyncio.get_running_loop()
    protocol = Recorder()
    log = protocol.log
    given = {name: PIPES[kind] for name, kind in script["pipes"].items()}
    transport, _ = await loop.subprocess_exec(lambda: protocol, sys.executable, "-I", "-S", "-c", CHILD, **given)
    log.append("started")
    await asyncio.sleep(STARTED)
    for step in [*script["steps"], ["state"], ["close"], ["state"]]:
        log.append("> " + " ".join(map(str, step)))
        try:
            act(step, transport, log)
        except ProcessLookupError:
            log.append("ProcessLookupError")
        await asyncio.sleep(SETTLED)
    return log


def act(step, transport, log):
    kind, *rest = step
    if kind in ("tell", "fill"):
        data = f"{rest[0]}\n".encode() + b"x" * (rest[1] if kind == "fill" else 0)
        transport.get_pipe_transport(0).write(data)
    elif kind == "eof":
        transport.get_pipe_transport(0).write_eof()
    elif kind == "close pipe":
        transport.get_pipe_transport(rest[0]).close()
    elif kind == "pause":
        transport.get_pipe_transport(rest[0]).pause_reading()
    elif kind == "resume":
        transport.get_pipe_transport(rest[0]).resume_reading()
    elif kind == "state":
        pipes = [transport.get_pipe_transport(fd) for fd in range(3)]
        told = ["none" if pipe is None else "closing" if pipe.is_closing() else "open" for pipe in pipes]
        log.append(f"{transport.get_returncode()} {transport.is_closing()} {' '.join(told)}")
    else:
        getattr(transport, kind)()


async def run_streams(script):
    """The same script on a Process, as far as its streams can do it."""
    given = {name: PIPES[kind] for name, kind in script["pipes"].items()}
    process = await asyncio.create_subprocess_exec(sys.executable, "-I", "-S", "-c", CHILD, **given)
    log = ["started"]

    async def read(name, stream):
        while data := await stream.read(100):
            log.append(f"{name} {data.decode()}")
        log.append(f"{name} end")

    async def wait():
        log.append(f"wait {await process.wait()}")

    async def drain():
        try:
            await process.stdin.drain()
            log.append("drained")
        except ConnectionError as error:
            log.append(f"drain {type(error).__name__}")

    async def closed():
        try:
            await process.stdin.wait_closed()
            log.append("closed")
        except ConnectionError as error:
            log.append(f"closed {type(error).__name__}")

    streams = [("stdout", process.stdout), ("stderr", process.stderr)]
    tasks = [asyncio.create_task(read(name, stream)) for name, stream in streams if stream is not None]
    tasks.append(asyncio.create_task(wait()))
    await asyncio.sleep(STARTED)
    for kind, *rest in [*script["steps"], ["kill"]]:
        if kind in ("tell", "fill", "eof") or (kind == "close pipe" and rest[0] == 0):
            log.append("> " + " ".join(map(str, [kind, *rest])))
            if kind == "eof":
                process.stdin.write_eof()
            elif kind == "close pipe":
                process.stdin.close()
                tasks.append(asyncio.create_task(closed()))
            else:
                process.stdin.write(f"{rest[0]}\n".encode() + b"x" * (rest[1] if kind == "fill" else 0))
                tasks.append(asyncio.create_task(drain()))
        elif kind in ("terminate", "kill", "state"):
            log.append(f"> {kind}")
            try:
                log.append(f"{process.returncode}") if kind == "state" else getattr(process, kind)()
            except ProcessLookupError:
                log.append("ProcessLookupError")
        else:
            continue
        await asyncio.sleep(SETTLED)
    await asyncio.gather(*tasks)
    log.append(f"{process.returncode}")
    return log


def log_of(run, script):
    """What has come of it twice in a row."""
    before, log = None, asyncio.run(run(script))
    while log != before:
        before, log = log, asyncio.run(run(script))
    return log


def main():
    scripts = [script_of(seed) for seed in range(SCRIPTS)]
    print(json.dumps({"python": platform.python_version()}))
    for script in scripts:
        print(json.dumps({**script, "log": log_of(run_script, script), "streams": log_of(run_streams, script)}), flush=True)


main()
