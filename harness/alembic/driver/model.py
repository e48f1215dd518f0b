"""The schema that the project's target_metadata describes, made in the database."""

from sqlalchemy.schema import CreateSchema

from pgstair_driver import failure
from pgstair_driver.filters import Filters
from pgstair_driver.env_run import run_env


def create(project):
    """Answers how many tables there are, or why there is no model. Remembers the project's filters."""
    found = {}

    def create_all(heads, context):
        failure.enter("model")
        all_metadata = _metadata(context)
        found["metadata"] = bool(all_metadata)
        project.filters = Filters(context, all_metadata)
        found["tables"] = sum(len(one.tables) for one in all_metadata)
        with context.begin_transaction(_per_migration=True):
            for schema in _schemas(all_metadata):
                _create_schema(context.connection, schema)
            for one in all_metadata:
                one.create_all(context.connection, tables=_ours(one, context))
        failure.enter("ending")
        return []

    run_env(project, create_all)
    return found


def tables(context):
    """The tables of env.py's target_metadata that env.py does not keep off autogenerate."""
    return [table for one in _metadata(context) for table in _ours(one, context)]


def _metadata(context):
    metadata = context.opts.get("target_metadata")
    all_metadata = metadata if isinstance(metadata, (list, tuple)) else [metadata]
    return [one for one in all_metadata if one is not None]


def _schemas(all_metadata):
    return sorted({t.schema for one in all_metadata for t in one.tables.values() if t.schema})


def _create_schema(connection, schema):
    exists = connection.exec_driver_sql(
        "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = '%s'" % schema.replace("'", "''")
    ).first()
    if not exists:
        connection.execute(CreateSchema(schema))


def _ours(metadata, context):
    include_object = context.opts.get("include_object")
    tables = metadata.sorted_tables
    if include_object is None:
        return tables
    return [t for t in tables if include_object(t, t.name, "table", False, None)]
