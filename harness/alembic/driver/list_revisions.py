"""Lists a project's revisions from its files alone: nothing of the project runs, Alembic neither.

    python3 -I -S list_revisions.py CONFIG SECTION

prints {"revisions": [{"id", "file", "line", "parents"}]}, or {"unknown": why} where only Alembic
itself can tell. `line` is that of `def upgrade`.
"""

import ast
import configparser
import json
import os
import re
import sys


class Unknown(Exception):
    """What the files do not say by themselves."""


class NotAFile(Unknown):
    """To open it might fail, or wait for ever for somebody who writes."""

    def __init__(self, path):
        super().__init__(f"{path}: {self.what}")
        self.path = path

    what = "this is no plain file, but a folder, a pipe, a device or a link that leads nowhere"


def settings_of(config, section):
    here = os.path.dirname(os.path.abspath(config))
    if config.endswith(".toml"):
        import tomllib

        with open(config, "rb") as file:
            table = tomllib.load(file).get("tool", {}).get("alembic", {})
        return {"here": here} | {name: with_here(value, here) for name, value in table.items()}
    parser = configparser.ConfigParser({"here": here})
    with open(config, encoding="utf-8") as file:
        parser.read_file(file)
    if not parser.has_section(section):
        raise Unknown(f"no section [{section}] in {config}")
    names = (
        "script_location", "version_locations", "path_separator", "version_path_separator", "prepend_sys_path",
    )
    settings = {name: parser.get(section, name, fallback=None) for name in names}
    settings["here"] = here
    settings["recursive_version_locations"] = parser.getboolean(
        section, "recursive_version_locations", fallback=False
    )
    return settings


def with_here(value, here):
    if isinstance(value, str):
        return value.replace("%(here)s", here)
    return [with_here(item, here) for item in value] if isinstance(value, list) else value


def folders(settings):
    location = settings.get("script_location")
    locations = settings.get("version_locations") or []
    if isinstance(locations, str):
        locations = split_locations(locations, settings)
    if not locations:
        if not location and os.path.isfile(os.path.join(settings["here"], "env.py")):
            location = settings["here"]  # as Flask-Migrate sets it
        if not location:
            raise Unknown("script_location is not set")
        locations = [os.path.join(location, "versions")]
    for folder in locations:
        if not os.path.isdir(folder):  # a package's (pkg:folder), or what env.py makes up
            raise Unknown(f"{folder} is not a folder")
    return locations


def split_locations(text, settings):
    separator = settings.get("path_separator") or settings.get("version_path_separator")
    named = {None: r", *|(?: +)", "space": r" +", "newline": r"\n", "os": re.escape(os.pathsep)}
    pieces = re.split(named.get(separator) or re.escape(separator), text)
    return [piece.strip() for piece in pieces if piece.strip()]


def files(settings):
    for folder in folders(settings):
        yield from files_in(folder, settings.get("recursive_version_locations"))


def files_in(folder, recursive):
    """What Alembic takes for revisions there, by their names. Raises NotAFile, and OSError for a folder
    that cannot be listed."""
    for root, inner, names in os.walk(folder, onerror=_raise):
        for name in sorted(names + inner):
            path = os.path.join(root, name)
            if is_revision(name) and not os.path.isfile(path):
                raise NotAFile(path)
            if is_revision(name):
                yield path
        if not recursive:
            inner.clear()
        inner.sort()


def _raise(error):
    raise error


def is_revision(name):
    return re.match(r"(?!\.\#|__init__)(.*\.py)$", name) is not None


def values_of(tree, path):
    """What the file says of its place in the chain."""
    values = {}
    for node in tree.body:
        for name, value in assignments(node):
            if name in ("revision", "down_revision", "depends_on", "branch_labels"):
                try:
                    values[name] = ast.literal_eval(value)
                except ValueError:
                    raise Unknown(f"{path}: {name} is computed") from None
    if not isinstance(values.get("revision"), str):
        raise Unknown(f"{path}: no revision")
    return values


def revision_of(path):
    with open(path, "rb") as file:
        tree = ast.parse(file.read(), path)
    values = values_of(tree, path)
    upgrades = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "upgrade"]
    line = upgrades[-1].lineno if upgrades else 1
    parents = many(values.get("down_revision")) + many(values.get("depends_on"))
    return {"id": values["revision"], "file": os.path.abspath(path), "line": line, "parents": parents}


def assignments(node):
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        yield getattr(node.target, "id", None), node.value
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield getattr(target, "id", None), node.value


def many(value):
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def main(config, section):
    try:
        settings = settings_of(config, section)
        revisions = [revision_of(path) for path in files(settings)]
        ids = {revision["id"] for revision in revisions}
        for revision in revisions:  # a label, or the beginning of an id, is Alembic's to resolve
            revision["parents"] = [name for name in revision["parents"] if name in ids]
        print(json.dumps({"revisions": revisions}))
    except (Unknown, SyntaxError, configparser.Error, ImportError, OSError, ValueError) as error:
        print(json.dumps({"unknown": f"{type(error).__name__}: {error}"}))


if __name__ == "__main__":
    main(*sys.argv[1:])
