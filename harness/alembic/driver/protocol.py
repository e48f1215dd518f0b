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

from pgstair_driver import environment_reads, failure, missing_modules, touched


def serve(line, requests):
    """Answers until pgstair hangs up."""
    faulthandler.register(signal.SIGUSR1, file=sys.stderr, all_threads=True)
    _converse(Conversation(line, requests), None)


def _converse(conversation, project):
    while True:
        request = conversation.listen()
        try:
            if request["do"] == "open":
                _open(request, conversation)
                continue
            answer = project.answer(request, conversation)
        except BaseException as error:  # sys.exit() in an env.py, too
            answer = {"failure": failure.describe(error, project)}
        conversation.answer(answer)


def _open(request, conversation):
    """Goes on with the conversation once the project is open, from within the project's own program if
    that prepares the Config: what it has set up for its migrations is there then."""
    missing_modules.need_alembic()
    failure.told_address(request["url"])
    environment_reads.begin()
    touched.begin()
    from pgstair_driver.project import Project

    def go_on(project):
        try:
            if isinstance(project, BaseException):
                raise project
            answer = project.describe()
        except BaseException as error:
            answer = {"failure": failure.describe(error, None)}
        conversation.answer(answer)
        _converse(conversation, project)

    Project.open(request, go_on)


class Conversation:
    """Each request gets one answer before the next is listened to."""

    def __init__(self, line, requests):
        self._line = line
        # A lock that no project replaces: eventlet.monkey_patch() does so with those of queue.Queue.
        self._waiting = queue.SimpleQueue()
        arguments = (requests, self._waiting, line)
        threading.Thread(target=_receive, args=arguments, daemon=True).start()

    def listen(self):
        request = self._waiting.get()
        failure.forget()
        return request

    def answer(self, answer):
        sys.stdout.flush()
        sys.stderr.flush()
        self._line.sendall(json.dumps(answer).encode() + b"\n")


def _receive(requests, waiting, line):
    """Hands over requests, and answers by itself where the one that is being answered has got to. When pgstair is gone, in whatever way, so is this process and all that
    the project started in it: they are one process group."""
    for text in requests:
        request = json.loads(text)
        if request["do"] == "where":
            line.sendall(json.dumps({"where": failure.where()}).encode() + b"\n")
        else:
            waiting.put(request)
    os.killpg(0, signal.SIGKILL)
