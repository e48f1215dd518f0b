"""Whether a revision uses the project's models as they are today."""

import ast
import os
import re
import sys

_makes_models = re.compile(r"\b(__tablename__|__table__|declarative_base|DeclarativeBase|MetaData)\b")


def imports(tree, is_module_of_project):
    """(line, what) of each import that brings models."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if is_module_of_project(alias.name.split(".")[0]) and _has_models(alias.name):
                    yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            if is_module_of_project(node.module.split(".")[0]):
                names = [alias.name for alias in node.names if _is_model(node.module, alias.name)]
                if names:
                    yield node.lineno, f"{', '.join(names)} of {node.module}"


def _is_model(module, name):
    loaded = sys.modules.get(module)
    if loaded is not None:
        whole = f"{module}.{name}"
        return _is_of_models(getattr(loaded, name, None)) or (whole in sys.modules and _has_models(whole))
    # The import stands in a function. Nothing is imported for this question.
    file = _file_of(module)
    made_here = re.compile(rf"^(class {name}\b|{name}\s*=\s*.*Table\()", re.MULTILINE)
    if file and os.path.basename(file) == "__init__.py":
        folder = os.path.dirname(file)
        beside = (os.path.join(folder, name + ".py"), os.path.join(folder, name, "__init__.py"))
        if any(_makes_models.search(_text(path)) for path in beside):
            return True
    text = _text(file)
    return bool(_makes_models.search(text) and made_here.search(text))


def _has_models(module):
    loaded = sys.modules.get(module)
    if loaded is not None:
        return any(_is_of_models(thing) for thing in list(vars(loaded).values()))
    return _makes_models.search(_text(_file_of(module))) is not None


def _is_of_models(thing):
    import sqlalchemy as sa  # which is not there where only texts are read

    if isinstance(thing, type):
        return hasattr(thing, "__table__") or isinstance(getattr(thing, "metadata", None), sa.MetaData)
    return isinstance(thing, (sa.Table, sa.MetaData))


def _file_of(module):
    """Found below the package that is loaded, or below Python's path."""
    package, _, name = module.rpartition(".")
    loaded = sys.modules.get(package)
    below = [os.path.join(folder, *package.split(".")) for folder in sys.path] if package else sys.path
    for folder in below if loaded is None else getattr(loaded, "__path__", ()):
        for file in (os.path.join(folder, name, "__init__.py"), os.path.join(folder, name + ".py")):
            if os.path.isfile(file):
                return file
    return None


def _text(file):
    try:
        with open(file, encoding="utf-8", errors="replace") as opened:
            return opened.read()
    except (OSError, TypeError):
        return ""
