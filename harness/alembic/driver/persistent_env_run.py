"""Many steps in one run of env.py.

Running env.py takes longer than most revisions, and what it does to the database around a revision is
mostly the same few statements each time: settings, a lock, COMMIT. Where this was observed, a run of
env.py is held inside its run_migrations() and answers one request after the other there. What a run of
its own would have done for each is repeated: env.py's statements before, Alembic's run_migrations(),
env.py's statements after, and a session that is as new.
"""

from sqlalchemy.exc import DBAPIError

from pgstair_driver import connections
from pgstair_driver.env_run import EnvRun


class _Over(BaseException):
    """Leaves env.py from within, past what it would do after run_migrations(). Not an Exception, so
    that no `except Exception` of the project swallows it."""


def serve(project, request, conversation, respond):
    """Answers the request, and those after it that can be, with respond(request, run_env). Returns
    the first that cannot; it was not begun."""
    persistent = _PersistentEnvRun(project)

    def answer_all(heads, context):
        nonlocal request
        persistent.begin(context)
        while persistent.can_serve(request):
            answer = respond(request, persistent.repeat)
            conversation.answer(answer)
            request = conversation.listen()
        raise _Over

    try:
        persistent.run(answer_all)
    except _Over:
        pass
    return request


class _PersistentEnvRun:
    def __init__(self, project):
        self._project = project
        self._is_new = True  # env.py itself has just done its part
        self.is_usable = True

    def run(self, steps):
        self._env_run = EnvRun(self._project, steps)
        with self._project.observer.observing() as self._trace:
            self._env_run.to_its_end()

    def begin(self, context):
        """Leaves env.py at once if it did not do what was observed before."""
        self._context = context
        self._connection = context.connection
        self._in_driver = connections.in_driver(self._connection)
        trace, known = self._trace, self._project.trace
        is_same = (trace.before, trace.connections, trace.runs) == (known.before, 1, 0)
        if not (is_same and connections.is_plain(self._in_driver)):
            trace.refuse("it does not do the same each time")
        if trace.reason:
            known.refuse(trace.reason)
            raise _Over

    def can_serve(self, request):
        return self.is_usable and request["do"] in self._project.steps

    def repeat(self, steps):
        """Does what run_env() would do."""
        if not self._is_new:
            self._do_before()
        self._is_new = False
        self._context.impl.memo.clear()  # such as the types that were created
        self._env_run.migrate(steps)
        self._project.guard.check()
        self._do(self._project.trace.after)
        self._project.guard.end_session(self._in_driver)
        self.is_usable = self._has_its_transaction() and connections.make_new(self._in_driver)

    def _do_before(self):
        try:
            self._do(self._project.trace.before)
        except DBAPIError:
            raise _Over from None  # a run of its own will tell

    def _do(self, actions):
        for name, *arguments in actions:
            if name == "execute":
                self._connection.exec_driver_sql(*arguments)
            elif name == "commit":
                self._connection._commit_impl()
            else:
                self._connection._rollback_impl()

    def _has_its_transaction(self):
        """Whether SQLAlchemy's account of transactions is what env.py expects. (Those of the server
        were ended without telling SQLAlchemy.)"""
        context = self._context
        if context._in_external_transaction:
            return self._connection.in_transaction()
        return context._transaction is None or context._transaction.is_active
