"""What env.py itself does in its session, before and after its run_migrations(), and whether that can
be repeated without running env.py again."""

import contextlib
import re

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.pool.base import _ConnectionFairy

# Queries whose answer tells nothing: a setting that was made, a lock that was waited for.
_tells_nothing = re.compile(
    r"\s*SELECT\s+(pg_catalog\.)?(set_config|pg_advisory_(xact_)?(un)?lock(_shared|_all)?)\s*"
    r"\(([^()]|\([^()]*\))*\)\s*;?\s*",
    re.IGNORECASE,
)


class Trace:
    """`before` and `after` list what was done: ("execute", statement, parameters), ("commit",) and
    ("rollback",)."""

    def __init__(self):
        self.before = []
        self.after = []
        self.runs = 0  # of run_migrations()
        self.connections = 0
        self.reason = None  # why it cannot be repeated

    @property
    def is_repeatable(self):
        return self.reason is None

    def refuse(self, reason):
        self.reason = self.reason or reason

    def add(self, *action):
        (self.after if self.runs else self.before).append(action)


class Observer:
    def __init__(self):
        self._trace = None
        self._cursors = 0  # that did not execute anything through SQLAlchemy
        event.listen(Engine, "engine_connect", self._after_connect)
        event.listen(Engine, "after_cursor_execute", self._after_execute)
        event.listen(Engine, "commit", lambda *_: self._add("commit"))
        event.listen(Engine, "rollback", lambda *_: self._add("rollback"))
        event.listen(Engine, "handle_error", lambda _: self._refuse("the database refuses something"))
        event.listen(Engine, "savepoint", lambda *_: self._refuse("it sets savepoints"))
        event.listen(Engine, "begin_twophase", lambda *_: self._refuse("it prepares transactions"))
        _call_for_each_cursor(self._count_cursor)

    @contextlib.contextmanager
    def observing(self):
        """Gives the trace of what is done meanwhile, except when looking_away()."""
        trace = self._trace = Trace()
        self._cursors = 0
        try:
            yield trace
        finally:
            self._trace = None
        if trace.connections != 1:
            trace.refuse(f"it makes {trace.connections} connections")
        if trace.runs != 1:
            trace.refuse(f"it calls run_migrations() {trace.runs} times")
        if self._cursors > 0:
            trace.refuse("it asks the database past SQLAlchemy")

    @contextlib.contextmanager
    def looking_away(self):
        """While run_migrations() runs."""
        trace, self._trace = self._trace, None
        try:
            yield
        finally:
            self._trace = trace
            if trace is not None:
                trace.runs += 1

    def _add(self, *action):
        if self._trace:
            self._trace.add(*action)

    def _refuse(self, reason):
        if self._trace:
            self._trace.refuse(reason)

    def _count_cursor(self):
        if self._trace:
            self._cursors += 1

    def _after_connect(self, *_):
        if self._trace:
            self._trace.connections += 1

    def _after_execute(self, connection, cursor, statement, parameters, context, many):
        if not self._trace or not self._trace.connections:
            return  # what a new engine asks before its first connection is given out
        self._cursors -= 1
        # Rows, or a number of rows, may decide what env.py does next.
        answers = cursor.description is not None or cursor.rowcount != -1
        if many or (answers and not _tells_nothing.fullmatch(statement)):
            self._refuse("it may heed the answer to: " + " ".join(statement.split()))
        self._add("execute", statement, parameters)


def _call_for_each_cursor(callback):
    """SQLAlchemy's events do not tell of a cursor that env.py takes from the driver's connection."""
    make_cursor = _ConnectionFairy.cursor

    def cursor(connection, *arguments, **options):
        callback()
        return make_cursor(connection, *arguments, **options)

    _ConnectionFairy.cursor = cursor
