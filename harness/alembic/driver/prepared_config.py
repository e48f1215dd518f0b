"""A Config that the project's own program prepares: `python-config` in pgstair.toml names the function."""

import ast
import importlib
import inspect
import os
import sys

from alembic.config import Config

from pgstair_driver import failure


def prepare(config, calls, folder):
    """The Config after `calls`, which the project's own program makes in this order. One that returns a
    Config has made it; one that takes an argument is given what there is so far, to complete it."""
    for call in calls:
        failure.enter_call(call)
        made = _call(call, config, folder)
        if isinstance(made, Config):
            made.cmd_opts = made.cmd_opts or config.cmd_opts
            config = made
    failure.enter_call(None)
    return config


def _call(named, config, folder):
    """`named`: "module:function", "file.py:function" below `folder`, or a whole call with its arguments,
    "module:function('heads', sql=False)"."""
    module, _, function = named.partition(":")
    if not function:
        raise RuntimeError(f"python-config is module:function or file.py:function, not {named}")
    module = _load(module, folder)
    if "(" in function:
        return eval(function, vars(module))
    prepare = _look_up(module, function, named)
    return prepare(config) if _takes_one(prepare) else prepare()


def _load(module, folder):
    # A program has its own folder on the path.
    if module.endswith(".py"):
        file = os.path.join(folder, module)
        sys.path.insert(0, os.path.dirname(os.path.abspath(file)))
        return importlib.import_module(os.path.basename(module)[: -len(".py")])
    top = os.path.join(folder, module.partition(".")[0])
    if os.path.isfile(top + ".py") or os.path.isdir(top):
        sys.path.insert(0, os.path.abspath(folder))
    return importlib.import_module(module)


def _look_up(module, function, named):
    for part in function.split("."):
        if not hasattr(module, part):
            raise RuntimeError(f"python-config names {named}, and there is no {part} in {module}")
        module = getattr(module, part)
    return module


def _takes_one(function):
    parameters = inspect.signature(function).parameters.values()
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return any(p.kind in kinds and p.default is inspect.Parameter.empty for p in parameters)


def functions_that_make_one():
    """Functions of the project's that call Config(…), as python-config would name them."""
    found = []
    for folder, folders, files in os.walk("."):
        folders[:] = [f for f in folders if _may_hold_code(f) and folder.count(os.sep) < 3]
        for file in sorted(files):
            path = os.path.normpath(os.path.join(folder, file))
            if file.endswith(".py") and os.path.getsize(path) < 200_000:
                found += [f"{_name_of(path)}:{name}" for name in _functions_in(path)]
    return found[:3]


def _may_hold_code(folder):
    return not folder.startswith(".") and folder not in ("venv", "node_modules", "tests", "versions")


def _name_of(path):
    return path[: -len(".py")].replace(os.sep, ".").replace(".__init__", "")


def _functions_in(path):
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        tree = ast.parse(text) if "alembic" in text and "Config(" in text else None
    except (OSError, SyntaxError, ValueError):
        return
    for function in tree.body if tree else ():
        if isinstance(function, ast.FunctionDef) and any(
            isinstance(node, ast.Call)
            and ast.unparse(node.func).split(".")[-1] in ("Config", "AlembicConfig")
            for node in ast.walk(function)
        ):
            yield function.name
