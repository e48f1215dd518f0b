"""The conversation with pgstair: one JSON object a line, a request and its answer.

Standard library only, so that a project without Alembic still gets an answer.
"""

import faulthandler
import json
import os
import queue
import signal
import sys
import threading

from pgstair_driver import failure


def serve(line, requests):
    """Answers until pgstair hangs up."""
    faulthandler.register(signal.SIGUSR1, file=sys.stderr, all_threads=True)
    waiting = queue.Queue()
    threading.Thread(target=_receive, args=(requests, waiting), daemon=True).start()
    project = None
    while True:
        request = waiting.get()
        failure.forget()
        try:
            if request["do"] == "open":
                from pgstair_driver.project import Project

                project = Project(request)
                answer = project.describe()
            else:
                answer = getattr(project, "do_" + request["do"])(request)
        except BaseException as error:  # sys.exit() in an env.py, too
            answer = {"failure": failure.describe(error, project)}
        sys.stdout.flush()
        sys.stderr.flush()
        line.sendall(json.dumps(answer).encode() + b"\n")


def _receive(requests, waiting):
    """Hands over requests. When pgstair is gone, in whatever way, so is this process and all that
    the project started in it: they are one process group."""
    for text in requests:
        waiting.put(json.loads(text))
    os.killpg(0, signal.SIGKILL)
