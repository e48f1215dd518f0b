"""Keeps psycopg2's connections from one run of env.py to the next.

env.py makes an engine and a connection for every revision. Making one costs 4 ms, and then the first
look at each catalog, as much again: more than most revisions. A connection that env.py closes is
made as good as new instead (DISCARD ALL, as connection pools do between two clients) and given out
again when env.py connects with the same parameters.
"""

import weakref


class Connections:
    def __init__(self):
        self._kept = {}
        self._known = weakref.WeakSet()

    def take(self, dialect, parameters):
        """A kept connection, or None. Its `close` will come here."""
        if dialect.driver != "psycopg2":
            return None
        key = repr(sorted(parameters.items(), key=str))
        original = type(dialect).do_close
        dialect.do_close = lambda connection: self._close(dialect, original, key, connection)
        kept = self._kept.pop(key, None)
        return kept if kept is not None and not kept.closed else None

    def is_kept(self, connection):
        """Whether it was kept before, so that it is nobody's new connection."""
        return connection in self._known

    def close(self):
        for connection in self._kept.values():
            connection.close()
        self._kept.clear()

    def _close(self, dialect, original, key, connection):
        if key in self._kept or not _made_new(connection):
            original(dialect, connection)
        else:
            self._kept[key] = connection
            self._known.add(connection)


def _made_new(connection):
    """Whether the connection is as one that was just made."""
    if connection.closed:
        return False
    try:
        connection.rollback()
        connection.set_session("DEFAULT", "DEFAULT", "DEFAULT", autocommit=True)
        with connection.cursor() as cursor:
            cursor.execute("DISCARD ALL")
        connection.autocommit = False
        del connection.notices[:]
        del connection.notifies[:]
    except Exception:
        return False
    return True
