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

from pgstair_driver import environment_reads, failure, missing_modules


def serve(line, requests):
    """Answers until pgstair hangs up."""
    faulthandler.register(signal.SIGUSR1, file=sys.stderr, all_threads=True)
    conversation = Conversation(line, requests)
    project = None
    while True:
        request = conversation.listen()
        try:
            if request["do"] == "open":
                missing_modules.need_alembic()
                failure.told_address(request["url"])
                environment_reads.begin()
                from pgstair_driver.project import Project

                project = Project(request)
                answer = project.describe()
            else:
                answer = project.answer(request, conversation)
        except BaseException as error:  # sys.exit() in an env.py, too
            answer = {"failure": failure.describe(error, project)}
        conversation.answer(answer)


class Conversation:
    """Each request gets one answer before the next is listened to."""

    def __init__(self, line, requests):
        self._line = line
        self._waiting = queue.Queue()
        arguments = (requests, self._waiting)
        threading.Thread(target=_receive, args=arguments, daemon=True).start()

    def listen(self):
        request = self._waiting.get()
        failure.forget()
        return request

    def answer(self, answer):
        sys.stdout.flush()
        sys.stderr.flush()
        self._line.sendall(json.dumps(answer).encode() + b"\n")


def _receive(requests, waiting):
    """Hands over requests. When pgstair is gone, in whatever way, so is this process and all that
    the project started in it: they are one process group."""
    for text in requests:
        waiting.put(json.loads(text))
    os.killpg(0, signal.SIGKILL)
