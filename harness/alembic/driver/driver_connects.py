"""Where psycopg2, psycopg and asyncpg connect to, whoever has them do so: SQLAlchemy, or code that does
not ask it. A driver is looked after from the moment it is imported."""

import functools
import importlib.abc
import importlib.util
import sys


def watch(before, after):
    """Calls before(database, host) when a connection is about to be made, with what is known then (or
    None), and after(database, host) when it was made, where only the driver knew the name; they raise to
    stop it."""
    finder = _Finder({name: functools.partial(wrap, before, after) for name, wrap in _wraps.items()})
    sys.meta_path.insert(0, finder)
    for name in _wraps:
        if name in sys.modules:
            finder.wrap(sys.modules[name])


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, wraps):
        self._wraps = wraps
        self._looks_for = None

    def find_spec(self, name, path=None, target=None):
        if name not in self._wraps or name == self._looks_for:
            return None
        self._looks_for = name
        try:
            spec = importlib.util.find_spec(name)
        finally:
            self._looks_for = None
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module
            spec.loader.exec_module = functools.partial(self._execute, execute)
        return spec

    def _execute(self, execute, module):
        execute(module)
        self.wrap(module)

    def wrap(self, module):
        try:
            self._wraps[module.__name__](module)
        except (AttributeError, ImportError):
            pass  # another version of the driver, which nobody here knows


def _wrap_psycopg2(before, after, module):
    connect = module._connect
    parse = module.extensions.parse_dsn

    @functools.wraps(connect)
    def watched(dsn, *arguments, **options):
        try:
            wanted = parse(dsn)
        except Exception:
            wanted = {}  # psycopg2 is to say what is wrong with it
        before(wanted.get("dbname"), wanted.get("host"))
        connection = connect(dsn, *arguments, **options)
        _look_at(connection, after)
        return connection

    module._connect = watched


def _wrap_psycopg(before, after, module):
    parse = module.conninfo.conninfo_to_dict

    def look_before(conninfo, options):
        names = ("dbname", "host", "hostaddr", "service")
        try:
            given = {name: options[name] for name in names if name in options}
            wanted = parse(conninfo, **given)
        except Exception:
            wanted = {}
        before(wanted.get("dbname"), wanted.get("host"))

    def wrap(kind, make):
        kind.connect = classmethod(make(kind.connect.__func__))

    def plain(connect):
        @functools.wraps(connect)
        def watched(cls, conninfo="", **options):
            look_before(conninfo, options)
            connection = connect(cls, conninfo, **options)
            _look_at(connection, after)
            return connection

        return watched

    def asynchronous(connect):
        @functools.wraps(connect)
        async def watched(cls, conninfo="", **options):
            look_before(conninfo, options)
            connection = await connect(cls, conninfo, **options)
            _look_at(connection, after)
            return connection

        return watched

    wrap(module.Connection, plain)
    wrap(module.AsyncConnection, asynchronous)
    module.connect = module.Connection.connect


def _wrap_asyncpg(before, after, module):
    utilities = module.connect_utils
    connect = utilities._connect_addr

    @functools.wraps(connect)
    async def watched(*, addr, params, **options):
        host = addr[0] if isinstance(addr, tuple) else addr
        before(params.database, host)  # what the environment says is in it
        return await connect(addr=addr, params=params, **options)

    utilities._connect_addr = watched


def _look_at(connection, after):
    """libpq knows the name, wherever it comes from, without a question to the server."""
    try:
        database, host = connection.info.dbname, connection.info.host
    except Exception:
        return  # it is not made yet
    try:
        after(database, host)
    except BaseException:
        closing = connection.close()
        if hasattr(closing, "close"):
            closing.close()  # a coroutine; the connection goes with the process
        raise


_wraps = {"psycopg2": _wrap_psycopg2, "psycopg": _wrap_psycopg, "asyncpg": _wrap_asyncpg}
