"""What the project's own include_name and include_object leave out of a comparison.

Alembic asks them in the course of autogenerate; here they are asked about single objects, as far as
possible with what Alembic would hand them.
"""

import sqlalchemy as sa
from alembic.autogenerate.api import AutogenContext

_nobodys = "zq7_a_name_that_nobody_has"

# Kinds of constraints of which Alembic asks.
_types_of_constraints = {
    "unique": "unique_constraint",
    "foreign key": "foreign_key_constraint",
}


class Filters:
    def __init__(self, context, all_metadata):
        self._autogenerate = AutogenContext(context, metadata=list(all_metadata))
        self._has_schemas = bool(context.opts.get("include_schemas"))
        self._default_schema = context.dialect.default_schema_name or "public"
        self._tables = {(t.schema, t.name): t for one in all_metadata for t in one.tables.values()}
        self._by_rule = None

    def leaves_out(self, wanted):
        """`wanted`: a dictionary with kind, schema, table, name (as SQL writes them), the type of a
        constraint if it is known, and `side`: whether it is in the chain, in the model, or in both and
        not the same."""
        for part in ("schema", "table", "name"):
            wanted[part] = _unquoted(wanted[part])
        schema = None if wanted["schema"] == self._default_schema else wanted["schema"]
        try:
            if wanted["kind"] == "table":
                return self._leaves_out_table(schema, wanted["name"])
            return self._leaves_out_part(schema, wanted)
        except Exception:  # the hook does not know what to do with it
            return False

    def is_unnamed(self, wanted):
        """Whether it is a constraint of a model that gives it no name, so that the server did. To be asked
        after leaves_out()."""
        if wanted["kind"] != "constraint" or wanted["side"] != "model":
            return False
        schema = None if wanted["schema"] == self._default_schema else wanted["schema"]
        of_model = self._table_of_model(schema, wanted["table"])
        if of_model is None:
            return False
        written = self._autogenerate.dialect.identifier_preparer.format_constraint
        return all(
            not isinstance(constraint.name, str) or _unquoted(written(constraint)) != wanted["name"]
            for constraint in of_model.constraints
        )

    def hides(self, schema, name):
        """Whether autogenerate does not see a table of the database's, for whatever reason."""
        schema = None if schema == self._default_schema else schema
        return not self._admits_table(schema, name)

    def _leaves_out_table(self, schema, name):
        if self._has_schemas and not self._autogenerate.run_name_filters(schema, "schema", {}):
            return True
        return not self._admits_table(schema, name) and self._go_by_rule(schema)

    def _admits_table(self, schema, name):
        return self._autogenerate.run_name_filters(
            name, "table", {"schema_name": schema}
        ) and self._autogenerate.run_object_filters(_table(schema, name), name, "table", True, None)

    def _go_by_rule(self, schema):
        """Whether they say what other people's tables are called, or what the project's are. Filters
        that know the metadata's own tables and admit nothing else say neither: of a table whose
        model was deleted they do not know any more either."""
        if self._admits_table(schema, _nobodys):
            return True
        if self._by_rule is None:
            self._by_rule = any(
                self._admits_table(schema, f"{name}_{_nobodys}")
                or self._admits_table(schema, f"{_nobodys}_{name}")
                for schema, name in self._tables
            )
        return self._by_rule

    def _leaves_out_part(self, schema, wanted):
        kind = wanted["kind"]
        if kind == "constraint":
            kind = _types_of_constraints.get(wanted["type"] or self._type_of(schema, wanted))
        if kind is None:
            return False
        table, name, side = wanted["table"], wanted["name"], wanted["side"]
        if side != "chain":
            declared = self._declared(schema, table, kind, name)
            reflected = _part(schema, table, kind, name) if side == "both" else None
            if not self._autogenerate.run_object_filters(declared, name, kind, False, reflected):
                return True
        if side == "model":
            return False
        return not self._admits_part(schema, table, kind, name) and self._admits_part(
            schema, table, kind, _nobodys
        )

    def _admits_part(self, schema, table, kind, name):
        parents = {"schema_name": schema, "table_name": table}
        return self._autogenerate.run_name_filters(
            name, kind, parents
        ) and self._autogenerate.run_object_filters(
            _part(schema, table, kind, name), name, kind, True, None
        )

    def _table_of_model(self, schema, name):
        return self._tables.get((schema, name), self._tables.get((self._default_schema, name)))

    def _type_of(self, schema, wanted):
        of_model = self._table_of_model(schema, wanted["table"])
        for constraint in of_model.constraints if of_model is not None else ():
            if constraint.name == wanted["name"]:
                is_unique = isinstance(constraint, sa.UniqueConstraint)
                is_foreign = isinstance(constraint, sa.ForeignKeyConstraint)
                return "unique" if is_unique else "foreign key" if is_foreign else None
        return None

    def _declared(self, schema, table, kind, name):
        of_model = self._table_of_model(schema, table)
        if of_model is None:
            return _part(schema, table, kind, name)
        parts = {"column": of_model.columns, "index": of_model.indexes}
        found = [part for part in parts.get(kind, of_model.constraints) if part.name == name]
        return found[0] if found else _part(schema, table, kind, name)


def _unquoted(name):
    return name[1:-1].replace('""', '"') if name.startswith('"') else name


def _table(schema, name, *parts):
    return sa.Table(name, sa.MetaData(), *parts, schema=schema)


def _part(schema, table, kind, name):
    """As reflection would find it, without what only the database knows."""
    column = sa.Column(name if kind == "column" else "id", sa.types.NullType())
    of_table = _table(schema, table, column)
    if kind == "column":
        return column
    if kind == "index":
        return sa.Index(name, column)
    if kind == "unique_constraint":
        part = sa.UniqueConstraint(column, name=name)
    else:
        part = sa.ForeignKeyConstraint(["id"], ["others.id"], name=name)
    of_table.append_constraint(part)
    return part
