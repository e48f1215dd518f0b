"""What autogenerate could not know of a new revision, as sentences for a person to settle."""

import sqlalchemy as sa
from alembic.operations import ops

from pgstair_driver import model

# Types of columns, by the names of their classes, and the extension that each comes from.
_extension_of = {
    "CITEXT": "citext",
    "Geography": "postgis",
    "Geometry": "postgis",
    "HSTORE": "hstore",
    "LTREE": "ltree",
    "VECTOR": "vector",
    "Vector": "vector",
}

_labels = """
SELECT n.nspname, t.typname, e.enumlabel, pg_catalog.pg_type_is_visible(t.oid)
FROM pg_catalog.pg_enum e JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace ORDER BY t.oid, e.enumsortorder"""


class Reviewer:
    """Looks at the database while env.py has it open, and at the operations when all are made."""

    def __init__(self):
        self._scripts = []
        self._labels = {}  # (schema or None, name) -> labels in the database
        self._extensions = set()
        self._wanted = {}  # (schema or None, name) -> labels in target_metadata

    def look_at_database(self, context, revision, scripts):
        """A callback as process_revision_directives is; env.py's own may still change `scripts`."""
        self._scripts = scripts
        for schema, name, label, is_visible in context.connection.exec_driver_sql(_labels):
            for key in [(schema, name)] + [(None, name)] * is_visible:
                self._labels.setdefault(key, []).append(label)
        rows = context.connection.exec_driver_sql("SELECT extname FROM pg_catalog.pg_extension")
        self._extensions = {name for (name,) in rows}
        for table in model.tables(context):
            for enum in filter(None, map(_enum_of, table.columns)):
                self._wanted[enum.schema, enum.name] = enum.enums

    def points(self):
        operations = [
            operation
            for script in self._scripts
            for upgrade in script.upgrade_ops_list
            for operation in _leaves(upgrade)
        ]
        if not operations:
            yield "it is empty: as far as autogenerate sees, the models and the chain agree"
        yield from _columns(operations)
        yield from _tables(operations)
        yield from self._enums(operations)
        if all(type(o).__module__.startswith("alembic.") for o in operations):
            yield from self._changed_labels()  # else something beside Alembic may see to them
        yield from self._types_of_extensions(operations)

    def _enums(self, operations):
        told = set()
        for operation in operations:
            for column in _columns_of(operation):
                enum = _enum_of(column)
                if enum is None or (type(operation), enum.name) in told:
                    continue
                told.add((type(operation), enum.name))
                is_there = (enum.schema, enum.name) in self._labels
                if isinstance(operation, ops.CreateTableOp):
                    yield (
                        f"the enum {enum.name} is there already: its column must not create it "
                        "(postgresql.ENUM with create_type=False)"
                        if is_there
                        else f"the enum {enum.name} comes with its table, and the downgrade must drop it "
                        f"(op.execute('DROP TYPE {enum.name}'))"
                    )
                elif isinstance(operation, ops.AddColumnOp) and not is_there:
                    yield (
                        f"the enum {enum.name} must be created before the column, and dropped after it "
                        f"(op.execute(\"CREATE TYPE {enum.name} AS ENUM (…)\"))"
                    )
                elif isinstance(operation, (ops.DropTableOp, ops.DropColumnOp)):
                    yield (
                        f"the enum {enum.name} stays when its column is dropped: drop it too, unless "
                        "another column has it"
                    )

    def _changed_labels(self):
        for (schema, name), wanted in self._wanted.items():
            found = self._labels.get((schema, name))
            if found is None:
                continue
            for label in wanted:
                if label not in found:
                    yield (
                        f"the enum {name} lacks the label '{label}', at which autogenerate does not look "
                        f"(op.execute(\"ALTER TYPE {name} ADD VALUE '{label}'\"))"
                    )
            for label in found:
                if label not in wanted:
                    yield f"the enum {name} has the label '{label}', which the models no longer have"

    def _types_of_extensions(self, operations):
        told = set()
        for operation in operations:
            if not isinstance(operation, (ops.CreateTableOp, ops.AddColumnOp)):
                continue
            for column in _columns_of(operation):
                extension = _extension_of.get(type(_plain(column.type)).__name__)
                if extension and extension not in self._extensions | told:
                    told.add(extension)
                    yield (
                        f"{column.name} needs the extension {extension}, which no revision creates "
                        f"(op.execute('CREATE EXTENSION {extension}'))"
                    )


def _leaves(container):
    for operation in container.ops:
        if isinstance(operation, ops.OpContainer):
            yield from _leaves(operation)
        else:
            yield operation


def _columns_of(operation):
    """The columns that it makes or drops."""
    if isinstance(operation, ops.CreateTableOp):
        return [part for part in operation.columns if isinstance(part, sa.Column)]
    if isinstance(operation, ops.DropTableOp):
        return list(operation.to_table().columns) if operation._reverse else []
    if isinstance(operation, ops.AddColumnOp):
        return [operation.column]
    if isinstance(operation, ops.DropColumnOp):
        return [operation.to_column()] if operation._reverse else []
    return []


def _plain(kind):
    """The type in the database: of an array's element, of what a TypeDecorator decorates."""
    while isinstance(kind, (sa.types.TypeDecorator, sa.types.ARRAY)):
        kind = kind.impl if isinstance(kind, sa.types.TypeDecorator) else kind.item_type
    return kind


def _enum_of(column):
    kind = _plain(column.type)
    return kind if isinstance(kind, sa.Enum) and kind.native_enum and kind.name else None


def _name(operation):
    schema = f"{operation.schema}." if operation.schema else ""
    return schema + operation.table_name


def _columns(operations):
    for operation in operations:
        if not isinstance(operation, ops.DropColumnOp):
            continue
        added = [
            other.column.name
            for other in operations
            if isinstance(other, ops.AddColumnOp) and _name(other) == _name(operation)
        ]
        dropped = f"{_name(operation)}.{operation.column_name}"
        if added:
            yield (
                f"{dropped} is dropped and {', '.join(added)} added: a rename would keep the rows' "
                "values (op.alter_column with new_column_name)"
            )
        else:
            yield f"{dropped} is dropped with its values; no downgrade brings them back"


def _tables(operations):
    created = [_name(o) for o in operations if isinstance(o, ops.CreateTableOp)]
    for operation in operations:
        if not isinstance(operation, ops.DropTableOp):
            continue
        if created:
            yield (
                f"table {_name(operation)} is dropped and {', '.join(created)} created: a rename would "
                "keep the rows (op.rename_table)"
            )
        else:
            yield f"table {_name(operation)} is dropped with its rows: its model is gone"
