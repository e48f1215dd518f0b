"""Work on many things, on all cores."""

import json
import os

_worth_a_process = 100


def over_cores(function, items):
    """[function(item) for item in items], in as many processes as are worth it. The results are JSON."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    shares = max(1, min(cores, len(items) // _worth_a_process))
    children = [_start(function, items[share::shares]) for share in range(1, shares)]
    answers = [[function(item) for item in items[::shares]]]
    answers += [_answer_of(child) for child in children]
    return [answers[place % shares][place // shares] for place in range(len(items))]


def _start(function, items):
    reader, writer = os.pipe()
    pid = os.fork()
    if pid != 0:
        os.close(writer)
        return pid, reader, function, items
    try:
        with os.fdopen(writer, "w") as out:
            json.dump([function(item) for item in items], out)
    finally:
        os._exit(0)


def _answer_of(child):
    """What a process could not tell, this one finds out for itself: with the error that it raises."""
    pid, reader, function, items = child
    with os.fdopen(reader) as told:
        text = told.read()
    os.waitpid(pid, 0)
    try:
        return json.loads(text)
    except ValueError:
        return [function(item) for item in items]
