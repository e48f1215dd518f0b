"""What files import when they are imported themselves, read from their text: nothing is run."""

import ast
import importlib.util
import os
import tokenize

from pgstair_driver.places import is_of_project

_most_files = 3000


def not_found(files):
    """The modules that `files`, and what they import of the project's, need and Python does not find."""
    waiting, seen, missing = _with_revisions(files), set(), {}
    while waiting and len(seen) < _most_files:
        file = waiting.pop(0)
        if file in seen:
            continue
        seen.add(file)
        for module in _imports(file):
            found = _files_of(module)
            if found is None:
                missing.setdefault(distribution(module), module)
            else:
                waiting += found
    return list(missing.values())


def distribution(module):
    """The part of its name that a package has for itself: zope.sqlalchemy, of zope.sqlalchemy.datamanager."""
    names = module.split(".")
    return ".".join(names[:2] if is_namespace(names[0]) else names[:1])


def is_namespace(top):
    """Whether several packages share it, each with a part."""
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return False
    places = list(spec.submodule_search_locations or []) if spec else []
    if not places or is_of_project(os.path.join(places[0], "")):
        return False
    return spec.origin is None or _declares_namespace(spec.origin)


def _declares_namespace(file):
    """The older way: an __init__.py that says so."""
    try:
        with tokenize.open(file) as text:
            start = text.read(4000)
    except (OSError, SyntaxError, ValueError):
        return False
    return "declare_namespace" in start or "extend_path" in start


def _has_part(places, part):
    return any(os.path.exists(os.path.join(place, part + end)) for place in places for end in ("", ".py"))


def _with_revisions(files):
    """Revisions are imported all together, and then env.py in the folder above."""
    result = list(files)
    for file in files:
        folder = os.path.dirname(file)
        above = os.path.join(os.path.dirname(folder), "env.py")
        if os.path.isfile(above):
            result.append(above)
            result += [os.path.join(folder, n) for n in sorted(os.listdir(folder)) if n.endswith(".py")]
    return result


def _files_of(module):
    """The project's files that are run if the module is imported; None if there is no such module."""
    top, *parts = module.split(".")
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return []
    if spec is None:
        return None
    places = list(spec.submodule_search_locations or [])
    if parts and is_namespace(top) and not _has_part(places, parts[0]):
        return None
    if not is_of_project(os.path.join(places[0], "") if places else spec.origin or ""):
        return []
    files = [spec.origin] if spec.origin and spec.origin.endswith(".py") else []
    here = places[0] if places else None
    for part in parts if here else ():
        here = os.path.join(here, part)
        files += [f for f in (here + ".py", os.path.join(here, "__init__.py")) if os.path.isfile(f)]
    return files


def _imports(file):
    try:
        with tokenize.open(file) as text:
            tree = ast.parse(text.read(), file)
    except (OSError, SyntaxError, ValueError):
        return
    for node in _statements(tree.body):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _module_of(node, file)
            if base:
                yield base
                # One of the names may be a module.
                yield from (f"{base}.{alias.name}" for alias in node.names)


def _statements(body):
    """Those that an import runs, in any case."""
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node
        elif isinstance(node, (ast.With, ast.ClassDef)):
            yield from _statements(node.body)
        elif isinstance(node, ast.Try) and not any(_catches_imports(h) for h in node.handlers):
            yield from _statements(node.body)


def _catches_imports(handler):
    if handler.type is None:
        return True
    names = {n.id for n in ast.walk(handler.type) if isinstance(n, ast.Name)}
    return bool(names & {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


def _module_of(node, file):
    """Absolute, or as the path of a package in the project: from . import x."""
    if not node.level:
        return node.module
    folder = os.path.dirname(file)
    for _ in range(node.level - 1):
        folder = os.path.dirname(folder)
    names = [node.module] if node.module else []
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        names.insert(0, os.path.basename(folder))
        folder = os.path.dirname(folder)
    return ".".join(names)
