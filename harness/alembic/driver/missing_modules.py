"""Modules that the project imports and Python does not find."""

import importlib.util
import os

# What a project needs beside its own code; a folder of it may have such a name all the same.
_packages = ("alembic", "sqlalchemy", "psycopg2", "psycopg", "asyncpg")


def need_alembic():
    """Raises if it is not there. A folder of its name counts as a package to Python, an empty one."""
    try:
        is_there = importlib.util.find_spec("alembic.config") is not None
    except ImportError:
        is_there = False
    if not is_there:
        raise ModuleNotFoundError("No module named 'alembic'", name="alembic")


def folder_of(module):
    """The folder of the project's that has the module, though it is not on the path."""
    top = module.partition(".")[0]
    if not top or top in _packages:
        return None
    for folder in (".", "src", ".."):
        if os.path.isdir(os.path.join(folder, top)) or os.path.isfile(os.path.join(folder, top + ".py")):
            return folder
    return None
