"""Sees to it that whatever connects, through SQLAlchemy or past it, connects to pgstair's database, and
keeps an eye on the sessions."""

import weakref

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import Pool

from pgstair_driver import connections, driver_connects
from pgstair_driver.failure import ElsewhereError


class ConnectionGuard:
    def __init__(self, database, leak_queries):
        """`leak_queries`: pgstair's own, so that it is one text that says what a leak is."""
        self.database = database
        self.leak_queries = leak_queries
        self.refusal = None
        self.engines = weakref.WeakSet()
        self.connections = connections.Connections()
        self.leaks = []
        self.watched = None
        driver_connects.watch(self._look_at_name, self._look_at_name)
        event.listen(Engine, "do_connect", self._before_connect)
        event.listen(Engine, "engine_connect", self._remember_engine)
        event.listen(Pool, "connect", self._after_connect)
        event.listen(Pool, "reset", lambda connection, *_: self.end_session(connection))

    def check(self):
        """Raises again what some `except` may have swallowed."""
        if self.refusal:
            raise self.refusal

    def disconnect(self):
        for engine in list(self.engines):
            # Connections of an event loop that is gone cannot be closed politely; pgstair ends
            # them on the server.
            asynchronous = getattr(engine.dialect, "is_async", False)
            engine.dispose(**({"close": False} if asynchronous else {}))
        self.connections.close()

    def watch(self, connection, with_settings):
        """From now until the connection is given back: what is left in its session?"""
        before = []
        if with_settings:
            settings = connection.exec_driver_sql(self.leak_queries["settings"])
            before = [tuple(row) for row in settings]
        self.leaks = []
        self.watched = (with_settings, before)

    def stop_watching(self):
        self.watched = None

    def end_session(self, connection):
        """Looks for what is left in the session, if it is the one to watch."""
        if not self.watched or connection is None:
            return
        with_settings, before = self.watched
        self.watched = None
        cursor = connection.cursor()
        cursor.execute("SELECT 'role', current_user, '' WHERE current_user <> session_user")
        self.leaks = [list(row) for row in cursor.fetchall()]
        for what in ("temporary_objects", "locks") + (("settings",) if with_settings else ()):
            cursor.execute(self.leak_queries[what])
            self.leaks += [list(row) for row in cursor.fetchall() if tuple(row) not in before]
        cursor.close()
        connection.rollback()  # which SQLAlchemy may have done, and then expects no transaction

    def _before_connect(self, dialect, record, arguments, parameters):
        """Looks at the name before there is a connection; it may still come from elsewhere."""
        self.target = (dialect.name, parameters.get("host"))
        name = parameters.get("dbname") or parameters.get("database")
        if dialect.name != "postgresql" or (name and name != self.database):
            self._refuse(name)
        return self.connections.take(dialect, parameters)

    def _after_connect(self, connection, record):
        if connections.is_known(connection):
            return  # it was looked at when it was made
        cursor = connection.cursor()
        cursor.execute("SELECT pg_catalog.current_database()")
        name = cursor.fetchone()[0]
        cursor.close()
        connection.rollback()
        if name != self.database:
            self._refuse(name)
        connections.remember(connection)

    def _look_at_name(self, name, host):
        self.target = ("postgresql", host)
        if name and name != self.database:
            self._refuse(name)

    def _refuse(self, name):
        kind, host = self.target
        place = f"the {kind} database '{name}'" if name else f"a {kind} database"
        self.refusal = ElsewhereError(place + (f" on {host}" if host else ""))
        raise self.refusal

    def _remember_engine(self, connection, *_):
        self.engines.add(connection.engine)
