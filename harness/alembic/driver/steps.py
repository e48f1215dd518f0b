"""What is run within the project's own env.py: single revisions, as by `alembic upgrade`."""

import functools
import re

from alembic.runtime.migration import HeadMaintainer, MigrationStep

from pgstair_driver import failure
from pgstair_driver.env_run import run_env

_speaks_of_settings = re.compile(r"\bset\b|\breset\b|set_config", re.IGNORECASE)


def prepare(project):
    """Runs env.py without a revision: finds out whether it works, and makes the version table and
    whatever else env.py makes by itself. Returns the context."""

    def no_steps(heads, context):
        with context.begin_transaction(_per_migration=True):
            context._ensure_version_table()
        return []

    return run_env(project, no_steps)


def run(project, request, run_env):
    """Runs one revision up or down."""
    revision = project.script.get_revision(request["revision"])
    up = request["up"]
    make_step = MigrationStep.upgrade_from_script if up else MigrationStep.downgrade_from_script

    def one_step(heads, context):
        step = make_step(project.script.revision_map, revision)
        step.migration_fn = _watched(project, step.migration_fn, revision, context)
        return [step]

    try:
        run_env(one_step)
    finally:
        project.guard.stop_watching()
    return {"leaks": project.guard.leaks}


def _watched(project, function, revision, context):
    """The revision's own function, so that a failure can be told from one of env.py."""

    def migrate(**arguments):
        project.guard.watch(context.connection, _mentions_settings(revision.path))
        failure.enter("revision", revision.path)
        try:
            function(**arguments)
        except BaseException:
            project.guard.stop_watching()  # what a failed step leaves is nobody's question
            raise
        failure.enter("ending")

    migrate.__name__ = function.__name__
    return migrate


def run_together(project, request):
    """Applies revisions in one run of env.py, as `alembic upgrade heads` does."""

    def all_steps(heads, context):
        return [_noted(project, name) for name in request["revisions"]]

    run_env(project, all_steps)
    return {}


def _noted(project, name):
    """A step whose failure names its revision."""
    revision = project.script.get_revision(name)
    step = MigrationStep.upgrade_from_script(project.script.revision_map, revision)
    function = step.migration_fn

    def migrate(**arguments):
        failure.enter("revision", revision.path, revision.revision)
        function(**arguments)
        failure.enter("ending")

    migrate.__name__ = function.__name__
    step.migration_fn = migrate
    return step


@functools.lru_cache(maxsize=None)
def _mentions_settings(path):
    """Reading pg_settings costs a millisecond, so it is read when the revision speaks of them."""
    with open(path, encoding="utf-8", errors="replace") as file:
        return _speaks_of_settings.search(file.read()) is not None


class _OnPaper(HeadMaintainer):
    """Keeps account of the version table's rows without a table."""

    def _insert_version(self, version):
        self.heads.add(version)

    def _delete_version(self, version):
        self.heads.remove(version)

    def _update_version(self, from_, to_):
        self.heads.remove(from_)
        self.heads.add(to_)


def note_applied(project, request, run_env):
    """Makes the version table say that exactly these revisions are applied, in this order."""

    def rewrite(heads, context):
        account = _OnPaper(context, ())
        for revision_id in request["revisions"]:
            revision = project.script.get_revision(revision_id)
            account.update_to_step(
                MigrationStep.upgrade_from_script(project.script.revision_map, revision)
            )
        if account.heads != set(heads):
            with context.begin_transaction(_per_migration=True):
                table = context._version
                context.connection.execute(table.delete())
                for head in sorted(account.heads):
                    context.connection.execute(table.insert().values(version_num=head))
        return []

    run_env(rewrite)
    return {}
