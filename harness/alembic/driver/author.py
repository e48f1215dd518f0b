"""A new revision, written by the project's own `alembic revision --autogenerate` and then mended."""

import ast
import contextlib
import os
import re

from alembic import command
from alembic.script import ScriptDirectory

from pgstair_driver import review, rules

_auto_string = re.compile(r"\b(?:sqlmodel\.(?:sql\.sqltypes\.)?)?AutoString\(")
_unused_import = re.compile(r"^(?:import sqlmodel.*|from sqlmodel.*AutoString)\n", re.MULTILINE)


def write(project, message, repairs, about_to_write):
    """Answers with the file, its id, and what a person has to look at. The database is at head.
    `about_to_write(file)` is called before there is a file; whoever it tells removes it if this fails."""
    project.config.cmd_opts.autogenerate = True  # env.py may ask whether it is
    reviewer = review.Reviewer()
    with _new_files_only(about_to_write) as written:
        scripts = command.revision(
            project.config,
            message=message,
            autogenerate=True,
            process_revision_directives=reviewer.look_at_database,
        )
        project.guard.check()
    if not written:
        return {"file": None}  # env.py wanted none
    if len(written) > 1:
        raise RuntimeError("env.py made several revisions at once: " + ", ".join(written))
    (path,) = written
    points = _mend(path, repairs, reviewer)
    return {"file": path, "id": _first(scripts).revision, "points": points}


def _first(scripts):
    return scripts[0] if isinstance(scripts, list) else scripts


@contextlib.contextmanager
def _new_files_only(about_to_write):
    """Gives the list of the revisions' files that Alembic writes meanwhile, and never lets it write
    over a file that is there."""
    written = []
    generate = ScriptDirectory._generate_template

    def generate_new(self, source, path, **values):
        if os.path.exists(path):
            raise FileExistsError(f"{path} is there already")
        about_to_write(str(path))
        written.append(str(path))
        return generate(self, source, path, **values)

    ScriptDirectory._generate_template = generate_new
    try:
        yield written
    finally:
        ScriptDirectory._generate_template = generate


def _mend(path, repairs, reviewer):
    with open(path, encoding="utf-8") as file:
        written = file.read()
    text = _repaired(written, repairs)
    points = list(reviewer.points()) + _points_of_source(text, path)
    text = _with_checklist(text, points)
    if text != written:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    return points


def _repaired(text, repairs):
    """The project's own repairs, then those of known quirks."""
    for old, new in repairs.items():
        text = text.replace(old, new)
    mended = _auto_string.sub("sa.String(", text)
    if mended == text:
        return text
    if "sqlmodel." not in _unused_import.sub("", mended):
        mended = _unused_import.sub("", mended)
    if not re.search(r"^import sqlalchemy as sa$", mended, re.MULTILINE):
        mended = re.sub(
            r"^(from alembic import op)$", r"import sqlalchemy as sa\n\1", mended, 1, re.MULTILINE
        )
    return mended


def _points_of_source(text, path):
    return [
        sentence[0].lower() + sentence[1:]
        for code, _, sentence in rules.check(ast.parse(text, path), "")
        if code == "not-null-without-default"
    ]


def _with_checklist(text, points):
    if not points:
        return text
    lines = ["# Review: what autogenerate could not know. Remove each line when it is settled."]
    lines += [f"# - [ ] {point}" for point in points]
    tree = ast.parse(text)
    has_docstring = ast.get_docstring(tree) is not None
    end = tree.body[0].end_lineno if has_docstring else 0
    all_lines = text.splitlines()
    all_lines[end:end] = ["", *lines] if end else [*lines, ""]
    return "\n".join(all_lines) + "\n"
