"""The revision that stands for many, in the project's own template."""

import datetime
import os
import re

from alembic import util

_create_date = re.compile(r"^Create Date:\s*(\S.*?)\s*$", re.MULTILINE)


def render(project, request):
    """The name and the text of a revision that stands for those with the ids of the request, the last
    of which it is taken for. Nothing is written into the project."""
    script = project.script
    revisions = [script.get_revision(one) for one in request["ids"]]
    last = revisions[-1]
    created = _created(last)
    text = _fill(
        project,
        request["scratch_file"],
        up_revision=request["revision"] or last.revision,
        down_revision=None,
        branch_labels=_labels(revisions),
        depends_on=None,
        create_date=created,
        message="\n\n".join([request["message"], "\n".join(request["heading"])]),
        upgrades=request["upgrade"],
        downgrades=request["downgrade"],
    )
    if request["upgrade"] not in text:
        raise RuntimeError(f"{_template(project)} does not use ${{upgrades}}")
    folder = os.path.dirname(last.path)
    revision = request["revision"] or last.revision
    return {"file": str(script._rev_path(folder, revision, request["message"], created)), "text": text}


def _fill(project, scratch_file, **values):
    """The template's text. Alembic renders into a file."""
    util.template_to_file(
        _template(project),
        scratch_file,
        project.script.output_encoding,
        comma=util.format_as_comma,
        config=project.config,
        imports="",
        **values,
    )
    with open(scratch_file, encoding="utf-8") as file:
        return file.read()


def _template(project):
    own = os.path.join(project.script.dir, "script.py.mako")
    if os.path.exists(own):
        return own
    return os.path.join(project.config.get_template_directory(), "generic", "script.py.mako")


def _labels(revisions):
    """Those that the files give themselves: others may name a branch by them."""
    labels = sorted({label for one in revisions for label in one._orig_branch_labels})
    return tuple(labels) or None


def _created(revision):
    """The date that the last file bears, so that the same chain makes the same squash."""
    found = _create_date.search(revision.module.__doc__ or "")
    try:
        return datetime.datetime.fromisoformat(found.group(1))
    except (AttributeError, ValueError):
        return datetime.datetime.fromtimestamp(0, datetime.timezone.utc)
