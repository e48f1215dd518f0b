"""Keeps psycopg2's connections from one run of env.py to the next.

env.py makes an engine and a connection for every revision. Making one costs 4 ms, and then the first
look at each catalog, as much again: more than most revisions. A connection that env.py closes is
made as good as new instead (DISCARD ALL, as connection pools do between two clients) and given out
again when env.py connects with the same parameters.
"""

import weakref

from pgstair_driver import driver_sessions

# What the server gives a new session, unlike DISCARD ALL: ALTER DATABASE … SET, and the schema that
# the search_path then leads to, which SQLAlchemy remembers.
_defaults = """
SELECT pg_catalog.current_schema(), ARRAY(
  SELECT (setdatabase, setrole, setconfig)::text FROM pg_catalog.pg_db_role_setting ORDER BY 1)"""

# How sessions began: the answers to _defaults, by connection.
_began = weakref.WeakKeyDictionary()


class Connections:
    def __init__(self):
        self._kept = {}

    def take(self, dialect, parameters):
        """A kept connection, or None. Its `close` will come here."""
        if dialect.driver != "psycopg2":
            return None
        key = repr(sorted(parameters.items(), key=str))
        original = type(dialect).do_close
        dialect.do_close = lambda connection: self._close(dialect, original, key, connection)
        kept = self._kept.pop(key, None)
        return kept if kept is not None and not kept.closed else None

    def close(self):
        for connection in self._kept.values():
            connection.close()
        self._kept.clear()

    def _close(self, dialect, original, key, connection):
        if key in self._kept or not make_new(connection):
            original(dialect, connection)
        else:
            self._kept[key] = connection


def in_driver(connection):
    """The driver's connection of one of SQLAlchemy's."""
    pooled = connection.connection
    return getattr(pooled, "dbapi_connection", None) or pooled.connection  # before 1.4.24


def is_known(connection):
    session = driver_sessions.of(connection)
    return session is not None and session.key in _began


def remember(connection):
    """To be called when a connection was just made."""
    session = driver_sessions.of(connection)
    if session is not None:
        _began[session.key] = session.fetch_one(_defaults)
        session.rollback()


def is_plain(connection):
    """Whether make_new() can renew it, and leads to what it is now."""
    return is_known(connection) and driver_sessions.of(connection).is_plain()


def make_new(connection):
    """Makes the connection as one that was just made, and has the server's statistics know all that it
    did (pgstair asks them what a revision wrote to); whether this was possible."""
    if not is_known(connection):
        return False
    session = driver_sessions.of(connection)
    if session.is_closed():
        return False
    try:
        session.rollback()
        session.discard()
        if session.server_version() >= 150000:  # otherwise they report when they have leisure
            session.fetch_one("SELECT pg_catalog.pg_stat_force_next_flush()")
        has_same_defaults = session.fetch_one(_defaults) == _began[session.key]
        session.begin_anew()
    except Exception:
        return False
    return has_same_defaults
