"""Which variables the project reads for the parts of its database's address, while nobody has set
them: for a message that writes them for the user."""

import os
import re
import sys

_speaks_of_database = re.compile(r"DB|DATABASE|POSTGRES|PG|SQL", re.IGNORECASE)

# What a variable of such a name holds, by the words that it ends in; the first that fits.
_parts = [
    (re.compile(r"(URL|URI|DSN|CONNECTION|CONNECTION_STRING|CONN_STR)$", re.IGNORECASE), "url"),
    (re.compile(r"(HOST|HOSTNAME|SERVER|ADDRESS|ADDR)$", re.IGNORECASE), "{host}"),
    (re.compile(r"PORT$", re.IGNORECASE), "{port}"),
    (re.compile(r"(USER|USERNAME|LOGIN)$", re.IGNORECASE), "{user}"),
    (re.compile(r"(PASS|PASSWORD|PASSWD|PWD)$", re.IGNORECASE), "{password}"),
    (re.compile(r"((^|_|APP|PG|SQL)DB|DATABASE|NAME|DBNAME)$", re.IGNORECASE), "{database}"),
]

_read = []  # names, in the order in which they were read
_set = set()  # by pgstair, or by the user


def begin():
    """Takes note of each name from now on."""
    _set.update(os.environ)

    class Environment(type(os.environ)):
        def __getitem__(self, name):
            if name not in _read:
                _read.append(name)
            return super().__getitem__(name)

    os.environ.__class__ = Environment


def settings():
    """Lines for [environment]: name to value, with what the value is in braces."""
    found = {}
    for name in [*_read, *_fields_of_settings()]:
        part = _part(name) if name not in _set else None
        if part:
            found[name] = _whole_address() if part == "url" else part
    return found


# Drivers look for these by themselves; pgstair sets them all, but for a password that none needs.
_of_libpq = re.compile(r"PG(HOST|PORT|USER|PASSWORD|PASSFILE|DATABASE|SERVICE|SERVICEFILE)")


def _part(name):
    if not isinstance(name, str) or not _speaks_of_database.search(name):
        return None
    if _of_libpq.fullmatch(name):
        return None
    return next((part for ending, part in _parts if ending.search(name)), None)


def _whole_address():
    is_asynchronous = "asyncpg" in sys.modules and "psycopg2" not in sys.modules
    scheme = "postgresql+asyncpg" if is_asynchronous else "postgresql"
    return scheme + "://{user}:{password}@{host}:{port}/{database}"


def _fields_of_settings():
    """Settings classes of pydantic read the whole environment and pick their fields."""
    for module in ("pydantic_settings", "pydantic"):
        try:
            base = getattr(sys.modules.get(module), "BaseSettings", None)
        except Exception:  # where pydantic 2 says that it is another package's now
            base = None
        for settings_class in _subclasses(base):
            yield from _names_of(settings_class)


def _subclasses(base):
    for child in base.__subclasses__() if base else ():
        yield child
        yield from _subclasses(child)


def _names_of(settings_class):
    if hasattr(settings_class, "model_fields"):
        prefix = settings_class.model_config.get("env_prefix", "")
        return [(prefix + name).upper() for name in settings_class.model_fields]
    fields = getattr(settings_class, "__fields__", {}).values()
    return [
        name.upper() for field in fields for name in field.field_info.extra.get("env_names", ())
    ]
