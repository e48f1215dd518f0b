"""A process that has imported what every worker needs, and nothing of the project's, and forks one
whenever pgstair asks for it."""

import gc
import importlib
import json
import os
import socket
import struct
import traceback

from pgstair_driver import protocol

# What the program `alembic` imports before it comes to the project, and what follows in each run of
# it. No driver: which one it is, the project decides.
_in_each_run = (
    "alembic.config",
    "alembic.autogenerate",
    "alembic.runtime.environment",
    "sqlalchemy.dialects.postgresql",
    "pgstair_driver.project",
)


def serve(line):
    gc.disable()  # nothing that is imported goes away again: to look for it takes a sixth of the time
    for name in _in_each_run:
        try:
            importlib.import_module(name)
        except Exception:  # the worker will say it
            pass
    gc.freeze()  # so that a worker's collections do not copy these pages
    gc.enable()
    line.sendall(b"ready\n")
    while True:
        text, files = _receive(line)
        if not text:
            return
        line.sendall(b"%d\n" % _fork(line, json.loads(text), *files))
        for file in files:
            os.close(file)


def _receive(line):
    """A request in a line, and the two files that come along; nothing if pgstair is gone."""
    text, files = b"", ()
    while not text.endswith(b"\n"):
        part, control, _, _ = line.recvmsg(65536, socket.CMSG_SPACE(8))
        if not part:
            return b"", ()
        text += part
        for level, kind, content in control:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                files = struct.unpack("ii", content[:8])
    return text, files


def _fork(line, request, worker_line, log):
    """Forks twice, so that the worker is the child of pgstair; returns its process id."""
    tell, told = os.pipe()
    between = os.fork()
    if between == 0:
        worker = os.fork()
        if worker != 0:
            os.write(told, b"%d" % worker)
            os._exit(0)
        os.close(tell)
        os.close(told)
        line.close()
        _become_worker(request, worker_line, log)
    os.close(told)
    worker = int(os.read(tell, 32))
    os.close(tell)
    os.waitpid(between, 0)
    return worker


def _become_worker(request, worker_line, log):
    os.setsid()
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(log)
    for variable in request["unset"]:
        os.environ.pop(variable.partition("=")[0], None)
    for variable in request["set"]:
        name, _, value = variable.partition("=")
        os.environ[name] = value
    os.set_inheritable(worker_line, False)
    worker = socket.socket(fileno=worker_line)
    try:
        protocol.serve(worker, worker.makefile("rb"))
    except BaseException:
        traceback.print_exc()
    os._exit(1)
