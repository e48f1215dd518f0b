"""A driver's connection, and how its session becomes as good as a new one.

What SQLAlchemy gives is the connection of psycopg2 or of psycopg, or for asyncpg and psycopg's
asynchronous side an object that stands for it, whose coroutines are run with await_()."""


import sqlalchemy

_level_of_new_asyncpg = "read_committed" if sqlalchemy.__version__.startswith("1.") else None


def of(connection):
    """Nothing for drivers whose sessions nobody here can renew."""
    inner = getattr(connection, "_connection", None)
    known = _known.get(_package(connection)) or _known.get((_package(connection), _package(inner)))
    return known(connection) if known else None


def reset_by(statements):
    """pgstair's own, which make a session as good as a new one but for what was prepared."""
    _reset["statements"] = statements


_reset = {"statements": ""}


def can_renew(dialect):
    return dialect.driver in ("psycopg2", "psycopg", "psycopg_async", "asyncpg")


def _package(thing):
    return type(thing).__module__.partition(".")[0]


class _Psycopg2:
    def __init__(self, connection):
        self.connection = connection
        self.key = connection  # hashable, and weakly referable

    def server_version(self):
        return self.connection.server_version

    def is_closed(self):
        return bool(self.connection.closed)

    def is_plain(self):
        """Whether it has what a new one has: it begins transactions, of the server's own level."""
        one = self.connection
        return not one.autocommit and one.isolation_level is one.readonly is one.deferrable is None

    def rollback(self):
        self.connection.rollback()

    def discard(self):
        """Outside of transactions."""
        one = self.connection
        one.set_session("DEFAULT", "DEFAULT", "DEFAULT", autocommit=False)
        one.autocommit = True
        with one.cursor() as cursor:
            cursor.execute("DISCARD ALL")

    def fetch_one(self, query):
        with self.connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()

    def begin_anew(self):
        """Back to transactions, after discard()."""
        self.connection.autocommit = False
        del self.connection.notices[:]
        del self.connection.notifies[:]


class _Psycopg:
    def __init__(self, connection):
        self.connection = self.key = connection

    def server_version(self):
        return self.connection.info.server_version

    def is_closed(self):
        return self.connection.closed

    def is_plain(self):
        one = self.connection
        return not one.autocommit and one.isolation_level is one.read_only is one.deferrable is None

    def rollback(self):
        self._wait(self.connection.rollback())

    def discard(self):
        for option in ("isolation_level", "read_only", "deferrable"):
            self._set(option, None)
        self._set("autocommit", True)
        self.connection._prepared.clear()  # what it has prepared by itself goes along
        self._wait(self.connection.execute("DISCARD ALL", prepare=False))

    def fetch_one(self, query):
        cursor = self._wait(self.connection.execute(query, prepare=False))
        return self._wait(cursor.fetchone())

    def begin_anew(self):
        self._set("autocommit", False)

    def _set(self, option, value):
        setattr(self.connection, option, value)

    def _wait(self, result):
        return result


class _AsyncPsycopg(_Psycopg):
    def __init__(self, adapted):
        super().__init__(adapted._connection)
        self._await = adapted.await_

    def _set(self, option, value):
        self._wait(getattr(self.connection, "set_" + option)(value))

    def _wait(self, coroutine):
        return self._await(coroutine)


class _Asyncpg:
    def __init__(self, adapted):
        self.adapted = adapted
        self.connection = self.key = adapted._connection

    def server_version(self):
        return self.connection.get_server_version().major * 10000

    def is_closed(self):
        return self.connection.is_closed()

    def is_plain(self):
        one = self.adapted
        is_default = one.isolation_level in (None, "read_committed")
        return is_default and not (one.readonly or one.deferrable)

    def rollback(self):
        self.adapted.rollback()

    def discard(self):
        # DISCARD ALL would take what the driver has prepared and goes on using.
        if self.fetch_one("SELECT 1 FROM pg_catalog.pg_prepared_statements WHERE from_sql"):
            raise RuntimeError("the session has prepared statements")
        one = self.adapted
        one.isolation_level = one._isolation_setting = _level_of_new_asyncpg
        one.readonly = one.deferrable = False
        one.await_(self.connection.execute(_reset["statements"] + "; DISCARD PLANS"))
        if one._prepared_statement_cache is not None:
            one._prepared_statement_cache.clear()  # plans that a revision may have made invalid

    def fetch_one(self, query):
        row = self.adapted.await_(self.connection.fetchrow(query))
        return row and tuple(row)

    def begin_anew(self):
        pass


_known = {
    "psycopg2": _Psycopg2,
    "psycopg": _Psycopg,
    ("sqlalchemy", "psycopg"): _AsyncPsycopg,
    ("sqlalchemy", "asyncpg"): _Asyncpg,
}
