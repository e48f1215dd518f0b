"""Exceptions as pgstair wants to hear of them: what, where in the project's files, in which phase."""

import contextlib
import gc
import linecache
import os
import re
import sys
import threading
import traceback
import urllib.parse

from pgstair_driver import environment_reads, missing_modules
from pgstair_driver.places import is_of_project

# How far the step that runs has come; see steps.py.
#   environment   env.py, before the revision's own code
#   revision      upgrade() or downgrade()
#   ending        after it: the version table, COMMIT
_phase = {"name": "environment", "file": None, "call": None, "revision": None, "loading": False}


def forget():
    _phase.update(name="environment", file=None, call=None, revision=None, loading=False)


def enter(phase, file=None, revision=None):
    """`revision`: its id, if several are run at a time."""
    _phase.update(name=phase, file=file or _phase["file"], revision=revision or _phase["revision"])


@contextlib.contextmanager
def loading_revisions():
    """What fails within it is a revision's file."""
    _phase["loading"] = True
    yield
    _phase["loading"] = False


def enter_call(named):
    """One of those that python-config names; None after the last."""
    _phase["call"] = named


class FaultInFile(Exception):
    """What is wrong with a file of the project's, at a line of it."""

    def __init__(self, message, file, line):
        super().__init__(message)
        self.place = (file, line)


class ElsewhereError(BaseException):
    """env.py would connect to a database that is not pgstair's. Not an Exception, so that no
    `except Exception` of the project swallows it."""


# The folder of the socket that the project was told, if that was the address.
_socket = {"folder": None}

# The ways in which the password may be spelled that the project was told.
_passwords = set()


def told_address(url):
    parts = urllib.parse.urlsplit(url)
    query = urllib.parse.parse_qs(parts.query)
    host = query.get("host", [""])[0]
    _socket["folder"] = host if host.startswith("/") else None
    password = parts.password or urllib.parse.quote(query.get("password", [""])[0], safe="")
    plain = urllib.parse.unquote(password)
    # One that is a name as well (postgres, as whom it logs in) is no secret, and often said.
    names = {"", "postgres", "postgresql", parts.username, parts.hostname, parts.path[1:]}
    _passwords.clear()
    _passwords.update({password, plain, repr(plain)[1:-1]} if plain not in names else ())


def _without_passwords(text):
    for password in sorted(_passwords, key=len, reverse=True):
        text = text.replace(password, "***")
    return text


def _may_come_from_socket(error):
    """Whether an address with a host and a port might have done: the folder stands in the message, as
    a part of something else, or something has looked at a value and did not want it."""
    folder = _socket["folder"]
    if not folder or _phase["name"] != "environment":
        return False
    if isinstance(error, ValueError) or type(error).__name__ == "ArgumentError":
        return True
    if isinstance(error, KeyError) and error.args == ("PGPASSWORD",):
        return True  # a socket asks for none
    return os.path.basename(folder) in str(error)


def describe(error, project):
    """The answer for an exception."""
    frames = _frames(error)
    file, line = _place(error, frames)
    answer = {
        "phase": _phase["name"],
        "revision": _phase["revision"],
        "loading": _phase["loading"],
        "type": None if isinstance(error, FaultInFile) else type(error).__name__,
        "message": _without_passwords(_message(error)),
        "file": file,
        "line": line,
        "code": linecache.getline(file, line).strip() if file and line else "",
        "traceback": _without_passwords(
            "".join(traceback.format_exception(type(error), error, error.__traceback__))
        ),
        "interpreter": sys.executable,
        "elsewhere": isinstance(error, ElsewhereError),
        "socket_refused": _may_come_from_socket(error),
        "preparing_call": _phase["call"],
        "settings": environment_reads.settings() if _phase["name"] == "environment" else {},
    }
    if any(_misses_in_config(e, answer["code"]) for e in (error, error.__context__)):
        from pgstair_driver import prepared_config

        answer["config_prepared_by"] = prepared_config.functions_that_make_one()
    if isinstance(error, ModuleNotFoundError):
        answer.update(missing_modules.describe(error, [f for f, _ in frames if is_of_project(f)]))
    elif isinstance(error, ImportError):
        answer.update(missing_modules.describe_version(error))
    if _is_of_database(error):
        answer["server"] = _server_error(error)
    return answer


def where():
    """Where the project's code is while it runs or waits; another thread asks. The fields are those of
    describe()."""
    main = sys._current_frames().get(threading.main_thread().ident)
    own = project = (None, 0)
    for frame in [main, *_waiting_frames()]:
        for at, line in traceback.walk_stack(frame):
            place = (at.f_code.co_filename, line)
            if own == (None, 0) and place[0] == _phase["file"]:
                own = place
            if project == (None, 0) and is_of_project(place[0]):
                project = place
    file, line = own if own[0] else project
    return {
        "phase": _phase["name"],
        "revision": _phase["revision"],
        "file": file,
        "line": line,
        "code": linecache.getline(file, line).strip() if file else "",
    }


def _waiting_frames():
    """Of code that waits for an asynchronous driver: SQLAlchemy runs it in greenlets."""
    greenlet = getattr(sys.modules.get("greenlet"), "greenlet", ())
    for thing in gc.get_objects():
        if issubclass(type(thing), greenlet) and thing.gr_frame is not None:
            yield thing.gr_frame


def _misses_in_config(error, code):
    """Whether env.py looks for something in Alembic's Config that `alembic` alone does not put there."""
    if isinstance(error, AttributeError):
        return str(error).startswith("'Config' object has no attribute")
    return isinstance(error, KeyError) and ".attributes[" in code


# Where in memory an object is: other in each run.
_address = re.compile(r" at 0x[0-9a-f]+")


def _message(error):
    if isinstance(error, SystemExit):
        return f"it called sys.exit({error.code!r})"
    if _is_of_database(error):
        return str(error.orig).strip()
    return _address.sub("", str(error).strip() or repr(error))


def _is_of_database(error):
    return hasattr(error, "orig") and hasattr(error, "statement")


def _frames(error):
    frames = [(f.filename, f.lineno) for f in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append((error.filename, error.lineno or 0))
    return frames


def _place(error, frames):
    """The last frame in the revision's file, else the last in a file of the project."""
    if isinstance(error, FaultInFile):
        return error.place
    own = [f for f in frames if f[0] == _phase["file"]]
    project = [f for f in frames if is_of_project(f[0])]
    chosen = own or project
    return chosen[-1] if chosen else (None, 0)


def _server_error(error):
    """The fields of a server's error, as psycopg2, psycopg and asyncpg know them."""
    orig = error.orig
    source = getattr(orig, "diag", None)
    names = _diag_fields
    if source is None:
        # asyncpg's own exception is the cause of SQLAlchemy's.
        source, names = (orig.__cause__ or orig), _asyncpg_fields
    fields = {name: getattr(source, theirs, None) for name, theirs in names.items()}
    if not fields["sqlstate"]:
        fields["sqlstate"] = getattr(orig, "pgcode", None) or getattr(orig, "sqlstate", None)
    fields["message"] = fields["message"] or str(orig).strip()
    fields["statement"] = (error.statement or "").strip()
    return {name: str(value) for name, value in fields.items() if value is not None}


_diag_fields = {
    "sqlstate": "sqlstate",
    "message": "message_primary",
    "detail": "message_detail",
    "hint": "message_hint",
    "context": "context",
    "schema": "schema_name",
    "table": "table_name",
    "column": "column_name",
    "datatype": "datatype_name",
    "constraint": "constraint_name",
    "position": "statement_position",
}

_asyncpg_fields = dict(
    _diag_fields,
    message="message",
    detail="detail",
    hint="hint",
    datatype="data_type_name",
    position="position",
)
