"""Running single revisions through the project's own env.py, as `alembic upgrade` does."""

import re

from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import HeadMaintainer, MigrationStep

from pgstair_driver import failure

_speaks_of_settings = re.compile(r"\bset\b|\breset\b|set_config", re.IGNORECASE)


def run_env(project, steps):
    """Runs env.py; `steps(heads, context)` gives what its context.run_migrations() is to run.
    Returns the context, whose options env.py has set."""
    seen = []

    def steps_once(heads, context):
        project.interlock.check()
        seen.append(context)
        return steps(heads, context)

    environment = EnvironmentContext(
        project.config, project.script, fn=steps_once, as_sql=False, destination_rev="heads"
    )
    with environment:
        project.script.run_env()
    project.interlock.check()
    if not seen:
        raise RuntimeError(
            f"{project.script.env_py_location} ran without calling context.run_migrations()"
        )
    return seen[-1]


def prepare(project):
    """Runs env.py without a revision: finds out whether it works, and makes the version table and
    whatever else env.py makes by itself."""

    def no_steps(heads, context):
        with context.begin_transaction(_per_migration=True):
            context._ensure_version_table()
        return []

    run_env(project, no_steps)
    return {}


def run(project, revision_id, up):
    revision = project.script.get_revision(revision_id)
    make_step = MigrationStep.upgrade_from_script if up else MigrationStep.downgrade_from_script

    def one_step(heads, context):
        step = make_step(project.script.revision_map, revision)
        step.migration_fn = _watched(project, step.migration_fn, revision, context)
        return [step]

    try:
        run_env(project, one_step)
    finally:
        project.interlock.stop_watching()
    return {"leaks": project.interlock.leaks}


def _watched(project, function, revision, context):
    """The revision's own function, so that a failure can be told from one of env.py."""

    def migrate(**arguments):
        project.interlock.watch(context.connection, _mentions_settings(revision.path))
        failure.enter("revision", revision.path)
        function(**arguments)
        failure.enter("ending")

    migrate.__name__ = function.__name__
    return migrate


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


def note_applied(project, revision_ids):
    """Makes the version table say that exactly these revisions are applied, in this order."""

    def rewrite(heads, context):
        account = _OnPaper(context, ())
        for revision_id in revision_ids:
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

    run_env(project, rewrite)
    return {}
