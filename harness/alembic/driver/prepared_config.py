"""A Config that the project's own program prepares: `python-config` in pgstair.toml names the function."""

import ast
import contextlib
import functools
import importlib
import inspect
import os
import shlex
import sys

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection

from pgstair_driver import failure


_folder_of_configuration = os.getcwd()  # where pgstair starts this process


def prepare(config, calls, folder, use):
    """Gives `use` the Config after `calls`, which the project's own program makes in this order. One that
    returns a Config has made it; one that takes an argument is given what there is so far, to complete
    it; and one that hands a Config to a command of Alembic's is a program that migrates: `use` then runs in
    place of the command, with all that the program has set up around it."""
    for call in calls:
        failure.enter_call(call)
        with _commands_replaced(lambda handed: use(_without_connections(handed, config))):
            made = _call(call, config, folder)
        if isinstance(made, Config):
            made.cmd_opts = made.cmd_opts or config.cmd_opts
            config = made
    use(config)


@contextlib.contextmanager
def _commands_replaced(use):
    """Makes each of Alembic's commands give its Config to `use`."""
    own = {name: value for name, value in vars(command).items() if inspect.isfunction(value)}
    put_back = functools.partial(vars(command).update, own)

    def replaced(name):
        @functools.wraps(own[name])
        def instead(config, *arguments, **options):
            if vars(command)[name] is not instead or not isinstance(config, Config):
                return own[name](config, *arguments, **options)
            put_back()
            return use(config)

        return instead

    vars(command).update({name: replaced(name) for name in own})
    try:
        yield
    finally:
        put_back()


def _without_connections(config, ours):
    """Without a connection of the program's, whose transaction ends after all revisions: env.py is to make
    its own, as it does for `alembic`."""
    config.cmd_opts = config.cmd_opts or ours.cmd_opts
    for name, value in list(config.attributes.items()):
        if isinstance(value, Connection):
            value.close()
            del config.attributes[name]
    return config


def _call(named, config, folder):
    """`named`: "module:function", "file.py:function" below `folder`, a whole call with its arguments,
    "module:function('heads', sql=False)", or a program's with those of its command line,
    "module:main upgrade heads"."""
    module, _, function = named.partition(":")
    if not function:
        raise RuntimeError(f"python-config is module:function or file.py:function, not {named}")
    module = _load(module, folder)
    if "(" in function:
        return eval(function, vars(module))
    function, *arguments = shlex.split(function)
    if arguments:
        sys.argv = [function, *arguments]
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
    """Functions of the project's that call Config(…), as python-config would name them: those beside
    env.py's configuration, else those in the package that it is in."""
    above = os.path.dirname(_folder_of_configuration)
    is_package = os.path.isfile(os.path.join(above, "__init__.py"))
    for top in (_folder_of_configuration, above) if is_package else (_folder_of_configuration,):
        found = []
        for folder, folders, files in os.walk(top):
            folders[:] = [f for f in folders if _may_hold_code(f) and folder[len(top) :].count(os.sep) < 3]
            for file in sorted(files):
                path = os.path.join(folder, file)
                if file.endswith(".py") and os.path.getsize(path) < 200_000:
                    found += [f"{_name_of(path)}:{name}" for name in _functions_in(path)]
        if found:
            return found[:3]
    return []


def _may_hold_code(folder):
    return not folder.startswith(".") and folder not in ("venv", "node_modules", "tests", "versions")


def _name_of(path):
    """As it is imported: with the packages above the current folder, if that is in some."""
    folder, name = os.path.split(path)
    names = [] if name == "__init__.py" else [name[: -len(".py")]]
    here = _folder_of_configuration
    while os.path.isfile(os.path.join(folder, "__init__.py")) or folder.startswith(here + os.sep):
        folder, name = os.path.split(folder)
        names.insert(0, name)
    return ".".join(names)


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
