"""One run of the project's env.py, as `alembic upgrade` makes it."""

from alembic.runtime.environment import EnvironmentContext


def run_env(project, steps):
    """Runs env.py; `steps(heads, context)` gives what its context.run_migrations() is to run.
    Returns the context, whose options env.py has set."""
    run = EnvRun(project, steps)
    run.to_its_end()
    return run.context


class EnvRun:
    context = None  # from env.py's run_migrations() on

    def __init__(self, project, steps):
        self._project = project
        self._steps = steps
        self._arguments = {}
        self._error = None
        self._environment = EnvironmentContext(
            project.config, project.script, fn=self._begin, as_sql=False, destination_rev="heads"
        )
        self._environment.run_migrations = self._run_migrations  # which env.py calls

    def to_its_end(self):
        """Raises what ended run_migrations(), whatever env.py makes of it."""
        project = self._project
        try:
            with self._environment:
                project.script.run_env()
        except BaseException:
            if self._error is None:
                raise
        project.guard.check()
        if self._error is not None:
            raise self._error
        if self.context is None:
            raise RuntimeError(
                f"{project.script.env_py_location} ran without calling context.run_migrations()"
            )

    def migrate(self, steps):
        """Does again what env.py's run_migrations() did, with other steps."""
        self.context._migrations_fn = steps
        EnvironmentContext.run_migrations(self._environment, **self._arguments)

    def _run_migrations(self, **arguments):
        self._arguments = arguments
        self._error = None
        try:
            with self._project.observer.looking_away():
                EnvironmentContext.run_migrations(self._environment, **arguments)
        except BaseException as error:
            self._error = error
            raise

    def _begin(self, heads, context):
        self._project.guard.check()
        self.context = context
        return self._steps(heads, context)
