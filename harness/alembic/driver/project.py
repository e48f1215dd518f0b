"""The project: its configuration and its revisions, loaded once."""

import configparser
import functools
import inspect
import os
import sys
import warnings

from alembic import config as alembic_config
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionMap
from sqlalchemy.engine import make_url

from pgstair_driver import (
    author,
    driver_sessions,
    failure,
    list_revisions,
    loading,
    model,
    persistent_env_run,
    prepared_config,
    source,
    squash,
    steps,
    version_table,
)
from pgstair_driver.env_run import run_env
from pgstair_driver.connection_guard import ConnectionGuard
from pgstair_driver.observer import Observer


class Project:
    # The requests that are answered within env.py.
    steps = {"run": steps.run, "note_applied": steps.note_applied}

    revisions = ()
    graph_error = None
    heads = ()
    order = ()

    @classmethod
    def open(cls, request, use):
        """Gives `use` the project, or the exception that keeps it from being opened. It may run within
        the project's own program, and need not return."""
        sys.dont_write_bytecode = True  # nothing is left in the project's folders
        version_table.ask_quickly()
        driver_sessions.reset_by(request["session_reset"])
        guard = ConnectionGuard(request["database"], request["leak_queries"])
        observer = Observer()

        def use_config(config):
            failure.enter_call(None)
            try:
                _point_at(config, request["url"])
                _read_revisions_from(config, request["revisions_folder"])
                project = cls(request, config, guard, observer)
            except BaseException as error:
                project = error
            use(project)

        arguments = ["-c", request["config"], "-n", request["name"], "upgrade", "head"]
        sys.argv = ["alembic", *arguments]  # which an env.py may read
        config = _read_config(request, arguments)
        _enter_folder_of(config)
        _point_at(config, request["url"])
        if not request["python_config"]:
            return use_config(config)
        sys.argv = ["alembic", "upgrade", "head"]  # the program's own have other options
        calls, folder = request["python_config"], request["folder_of_settings"]
        prepared_config.prepare(config, calls, folder, use_config)

    def __init__(self, request, config, guard, observer):
        self.config = config
        self.guard = guard
        self.observer = observer
        with warnings.catch_warnings(record=True) as self.warnings:
            warnings.simplefilter("always")
            self.script = ScriptDirectory.from_config(self.config)
            self.is_whole = request["revisions"]
            self.broken = {}
            if self.is_whole:
                self._load_revisions(request["within_env"])
                _refuse_reserved_ids(self.revisions)
                # The same objects, to which Alembic then hands the labels of the revisions before.
                self.script.revision_map = RevisionMap(lambda: self.revisions)
                self.graph_error = self._load_graph()
            else:
                self.script.revision_map = RevisionMap(self._load_what_loads)
        self.guard.check()

    def _load_revisions(self, within_env):
        """At once, which needs no database. Or where Alembic loads them: when env.py, which may prepare
        Python's path for them, has come to its run_migrations()."""
        if not within_env:
            with failure.loading_revisions():
                self.revisions = self._load_files()
            return

        def load(heads, context):
            with failure.loading_revisions():
                self.revisions = list(self._load_what_loads())
            return []

        run_env(self, load)

    def _load_what_loads(self):
        with loading.tolerantly(self.broken):
            yield from self._load_files()

    def _load_files(self):
        recursive = getattr(self.script, "recursive_version_locations", False)
        try:
            for folder in filter(os.path.isdir, self.script._version_locations):
                list(list_revisions.files_in(folder, recursive))
        except list_revisions.NotAFile as error:
            raise failure.FaultInFile(error.what, error.path, 0) from None
        except OSError as error:
            raise failure.FaultInFile(f"it cannot be listed: {error.strerror}", error.filename, 0) from None
        return list(self.script._load_revisions())

    def _load_graph(self):
        """What keeps Alembic from running anything: a parent that is not there, a cycle."""
        try:
            self.heads = list(self.script.get_heads())
            self.order = [r.revision for r in self.script.walk_revisions()][::-1]
        except Exception as error:
            self.heads, self.order = [], []
            return str(error) or repr(error)
        return None

    def describe(self):
        if not self.is_whole:
            return {}
        rank = {revision: place for place, revision in enumerate(self.order)}
        ordered = sorted(self.revisions, key=lambda r: rank.get(r.revision, len(rank)))
        return {
            "env": os.path.join(self.script.dir, "env.py"),
            "graph_error": self.graph_error,
            "heads": self.heads,
            "warnings": [str(w.message) for w in self.warnings],
            "revisions": [self._describe(revision) for revision in ordered],
        }

    def _describe(self, revision):
        answer = {
            "id": revision.revision,
            "parents": list(revision._versioned_down_revisions),
            "dependencies": self._dependencies(revision),
            "labels": sorted(revision.branch_labels),
            "file": revision.path,
            "has_downgrade": hasattr(revision.module, "downgrade"),
        }
        error = self.broken.get(str(revision.path))
        answer.update(loading.describe(revision.path, error) if error else source.read(revision.path))
        return answer

    def _dependencies(self, revision):
        """Ids; depends_on may also name a branch or the beginning of an id."""
        names = revision.dependencies or ()
        names = (names,) if isinstance(names, str) else names
        if self.graph_error:
            return list(names)
        return [self.script.get_revision(name).revision for name in names]

    # What pgstair may ask for once there is a database.

    def answer(self, request, conversation):
        """The answer; that of a later request if those before it have theirs already."""
        while request["do"] in self.steps and self.trace.is_repeatable:
            request = persistent_env_run.serve(self, request, conversation, self._step)
        if request["do"] in self.steps:
            return self._step(request, functools.partial(run_env, self))
        return getattr(self, "do_" + request["do"])(request, conversation)

    def _step(self, request, run_env):
        return self.steps[request["do"]](self, request, run_env)

    def do_prepare(self, request, conversation):
        with self.observer.observing() as self.trace:
            context = steps.prepare(self)
        if context.on_version_apply_callbacks:
            self.trace.refuse("it has on_version_apply callbacks")
        if not driver_sessions.can_renew(context.dialect):
            self.trace.refuse(f"its driver is {context.dialect.driver}")
        one_transaction = context.impl.transactional_ddl and not context._transaction_per_migration
        return {"run_for_each_step": self.trace.reason, "one_transaction": one_transaction}

    def do_run_together(self, request, conversation):
        return steps.run_together(self, request)

    def do_create_model(self, request, conversation):
        return model.create(self)

    def do_filter(self, request, conversation):
        wanted = list(enumerate(request["objects"]))
        return {
            "left_out": [place for place, one in wanted if self.filters.leaves_out(one)],
            "unnamed": [place for place, one in wanted if self.filters.is_unnamed(one)],
        }

    def do_write_revision(self, request, conversation):
        def about_to_write(file):
            conversation.answer({"about_to_write": file})
            conversation.listen()

        return author.write(self, request["message"], request["repairs"], about_to_write)

    def do_render_squash(self, request, conversation):
        return squash.render(self, request)

    def do_disconnect(self, request, conversation):
        self.guard.disconnect()
        return {}


def _refuse_reserved_ids(revisions):
    """Alembic loads such a revision and then fails wherever it meets the name."""
    for revision in revisions:
        if revision.revision in ("base", "head", "heads"):
            line = source.read(revision.path)["id_line"]
            raise failure.FaultInFile(
                f"Alembic reserves the id '{revision.revision}' for itself (base, head and heads mean "
                "places in the chain): give this revision another, and those after it another "
                "down_revision",
                revision.path,
                line,
            )


def _read_config(request, arguments):
    """As the program `alembic` would with these arguments."""
    options = alembic_config.CommandLine("alembic").parser.parse_args(arguments)
    files = {"file_": request["config"]}
    if "toml_file" in inspect.signature(alembic_config.Config.__init__).parameters:
        if request["config"].endswith(".toml"):
            files = {"toml_file": request["config"]}
        else:
            files["toml_file"] = os.path.join(os.path.dirname(request["config"]), "pyproject.toml")
    return alembic_config.Config(ini_section=request["name"], cmd_opts=options, **files)


def _enter_folder_of(config):
    """The folder in which the project runs `alembic -c`: the next one above the configuration from which
    its script_location leads to the scripts."""
    try:
        location = config.get_main_option("script_location") or ""
    except configparser.InterpolationError:
        return
    folder = os.getcwd()
    if not location or os.path.isabs(location) or ":" in location:
        return
    while not os.path.isdir(os.path.join(folder, location)):
        folder, below = os.path.split(folder)
        if not below:
            return
    _move_relative_paths(os.getcwd(), folder)
    os.chdir(folder)


def _move_relative_paths(old, new):
    """Those of PYTHONPATH are meant from the folder in which the project runs `alembic`."""
    for path in os.environ.get("PYTHONPATH", "").split(os.pathsep):
        there = os.path.normpath(os.path.join(old, path))
        if path and not os.path.isabs(path) and there in sys.path:
            sys.path[sys.path.index(there)] = os.path.normpath(os.path.join(new, path))


def _read_revisions_from(config, folder):
    """A folder in place of those that the project names; empty: its own."""
    if folder:
        config.set_main_option("version_locations", folder.replace("%", "%%"))


def _point_at(config, url):
    """Makes sqlalchemy.url name pgstair's database, through the driver that the project uses."""
    try:
        written = config.get_main_option("sqlalchemy.url") or ""
    except configparser.InterpolationError:
        written = ""  # env.py is to set it
    try:
        driver = make_url(written).drivername
    except Exception:
        driver = ""  # a placeholder such as driver://user:pass@localhost/dbname, or nothing
    if driver.split("+")[0] in ("postgresql", "postgres"):
        url = driver.replace("postgres+", "postgresql+") + url[url.index("://") :]
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
