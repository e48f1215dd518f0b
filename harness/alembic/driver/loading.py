"""What is known of revisions whose files Python cannot load. Alembic loads all files or none."""

import ast
import contextlib
import linecache
import os
import re
import traceback
import types

import alembic.util

from pgstair_driver import missing_modules, source

# With which Python ends "cannot import name 'Order' from 'shop.models'".
_file_of_module = re.compile(r" \(/[^()]*\)$")

_names = ("revision", "down_revision", "branch_labels", "depends_on")


@contextlib.contextmanager
def tolerantly(broken):
    """Has Alembic load a file that fails as a revision that nobody can run, if its text tells which it
    is and what it builds on. `broken`: path -> the exception."""
    load = alembic.util.load_python_file

    def load_or_stand_in(folder, name):
        try:
            return load(folder, name)
        except Exception as error:
            path = os.path.join(folder, name)
            if missing_modules.is_to_be_installed(error):
                raise
            module = _stand_in(path, error)
            if module is None:
                raise
            broken[path] = error
            return module

    alembic.util.load_python_file = load_or_stand_in
    try:
        yield
    finally:
        alembic.util.load_python_file = load


def _stand_in(path, error):
    values = _ids_in(path, error)
    if "revision" not in values or "down_revision" not in values:
        return None  # its place in the chain is unknown
    module = types.ModuleType(values["revision"])
    module.__dict__.update(values)
    module.__file__ = path

    def upgrade():
        raise error

    module.upgrade = upgrade
    return module


def _readable_part(path, error):
    """The lines of the file from the first on, as far down as they are Python."""
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = file.read().splitlines()
    if isinstance(error, SyntaxError) and error.filename == path:
        del lines[max(error.lineno or 1, 1) - 1 :]
    while lines:
        text = "\n".join(lines) + "\n"
        try:
            ast.parse(text)
            return text
        except (SyntaxError, ValueError):
            lines.pop()
    return ""


def _ids_in(path, error):
    """What the file assigns to Alembic's names."""
    values = {}
    for node in ast.parse(_readable_part(path, error)).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for name in (target.id for target in targets if isinstance(target, ast.Name)):
            if name in _names and node.value is not None:
                with contextlib.suppress(ValueError):
                    values[name] = ast.literal_eval(node.value)
    return values


def describe(path, error):
    """As source.read(), of a file that was not loaded."""
    line, column = _place(path, error)
    message = f"{type(error).__name__}: {getattr(error, 'msg', None) or error}"
    message = _file_of_module.sub("", message)
    code = linecache.getline(path, line).strip()
    return {
        **source.read_text(path, _readable_part(path, error)),
        "faults": [["revision-does-not-load", line, f"Python cannot load the file: {message}", column]],
        "does_not_load": message + (f", in: {code}" if code else ""),
        "has_downgrade": False,
    }


def _place(path, error):
    if isinstance(error, SyntaxError) and error.filename == path:
        return error.lineno or 0, error.offset or 0
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame.lineno for frame in frames if frame.filename == path]
    return (own[-1] if own else 0), 0
