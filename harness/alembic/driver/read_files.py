"""Reads a project's revisions from texts: its files, or others in their place. Nothing of the project
runs, Alembic neither; where only Alembic itself can tell, the answer says so.

    python3 -I -S -c BOOTSTRAP   with {"sources": …, "request": …} as standard input

The answer is one line of JSON, as Project.describe() gives it, with "folders": where the files are.
"""

import configparser
import graphlib
import json
import os
import re
import sys

from pgstair_driver import list_revisions, shared_out, source


def main(request):
    try:
        print(json.dumps(_read(request)))
    except (
        list_revisions.Unknown, SyntaxError, configparser.Error, ImportError, OSError, ValueError,
    ) as error:
        print(json.dumps({"unknown": f"{type(error).__name__}: {error}"}))


def _read(request):
    settings = list_revisions.settings_of(request["config"], request["section"])
    folders = [os.path.abspath(folder) for folder in list_revisions.folders(settings)]
    sys.path[:0] = [os.path.abspath(path) for path in _paths(settings)]
    texts = request["files"]
    if texts is None:
        texts = {os.path.abspath(path): _text_of(path) for path in list_revisions.files(settings)}
    _enter(request["folder"])
    paths = [path for path in sorted(texts) if list_revisions.is_revision(os.path.basename(path))]
    revisions = shared_out.over_cores(
        lambda path: _describe(path, texts[path], path in request["shapes"]), paths
    )
    _resolve_parents(revisions)
    return {
        "revisions": _in_order(revisions),
        "heads": _heads(revisions),
        "graph_error": None,
        "folders": folders,
        "recursive": bool(settings.get("recursive_version_locations")),
    }


def _enter(folder):
    """The project's own modules are looked for below the folder of its pgstair.toml."""
    if folder and os.getcwd().startswith(os.path.join(folder, "")):
        os.chdir(folder)
        sys.path.insert(0, folder)


def _paths(settings):
    prepended = settings.get("prepend_sys_path") or "."
    return prepended if isinstance(prepended, list) else re.split(r"[,: ]+", prepended)


def _text_of(path):
    with open(path, encoding="utf-8-sig") as file:
        return file.read()


def _describe(path, text, with_shape):
    values = list_revisions.values_of(source.parse(text, path), path)
    answer = {
        "id": values["revision"],
        "parents": list_revisions.many(values.get("down_revision")),
        "dependencies": list_revisions.many(values.get("depends_on")),
        "labels": list_revisions.many(values.get("branch_labels")),
        "file": path,
    }
    answer.update(source.read_text(path, text, for_walk=False, with_shape=with_shape))
    answer["has_downgrade"] = answer["downgrade_line"] > 0
    return answer


def _resolve_parents(revisions):
    """A parent may be named by the beginning of its id, or by a label; what is meant by neither is a
    fault of the chain's."""
    ids = [revision["id"] for revision in revisions]
    labels = {label: revision["id"] for revision in revisions for label in revision["labels"]}
    for revision in revisions:
        for key in ("parents", "dependencies"):
            revision[key] = [_meant(name, ids, labels) for name in revision[key]]


def _meant(name, ids, labels):
    if name in ids:
        return name
    if name.partition("@")[0] in labels:
        raise list_revisions.Unknown(f"{name} is a label")
    matches = [one for one in ids if one.startswith(name)]
    return matches[0] if len(matches) == 1 else name


def _in_order(revisions):
    """Each after its parents; labels go down to what builds on them."""
    known = {revision["id"]: revision for revision in revisions}
    sorter = graphlib.TopologicalSorter()
    for revision in revisions:
        before = revision["parents"] + revision["dependencies"]
        sorter.add(revision["id"], *(parent for parent in before if parent in known))
    try:
        ordered = list(sorter.static_order())
    except graphlib.CycleError:
        return revisions
    if len(known) < len(revisions):  # two of one id, which are a fault
        return revisions
    for revision in map(known.get, ordered):
        for parent in revision["parents"]:
            above = known.get(parent, {"labels": []})["labels"]
            revision["labels"] = sorted({*revision["labels"], *above})
    return [known[one] for one in ordered]


def _heads(revisions):
    named = {parent for revision in revisions for parent in revision["parents"]}
    return [revision["id"] for revision in revisions if revision["id"] not in named]
