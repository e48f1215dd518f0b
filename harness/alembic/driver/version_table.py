"""Alembic asks at every step whether its version table is there. SQLAlchemy's reflection takes several
milliseconds for the answer, in each new engine; to_regclass takes a fraction of one."""

from alembic.runtime.migration import MigrationContext


def ask_quickly():
    MigrationContext._has_version_table = _has_version_table


def _has_version_table(context):
    preparer = context.connection.dialect.identifier_preparer
    name = preparer.format_table(context._version).replace("'", "''")
    return context.connection.exec_driver_sql(
        f"SELECT pg_catalog.to_regclass('{name}') IS NOT NULL"
    ).scalar()
