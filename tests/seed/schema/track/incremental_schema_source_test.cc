// SPDX-License-Identifier: MIT
//
// What the incremental source reads after something has changed is what the whole one reads.

#include <gmock/gmock.h>

#include <set>

#include "seed/schema/track/incremental_schema_source.h"
#include "seed/schema/whole_schema_source.h"
#include "seed/seed_test.h"
#include "support/text.h"

namespace pgstair::seed {
namespace {

/// The type, and all that it is made of.
std::string description(const Schema& schema, Oid oid) {
  if (oid == 0) return "";
  const Type& type = schema.type(oid);
  std::string text = type.sql;
  for (const auto& label : type.labels) text += " " + label;
  for (const auto& condition : type.conditions) text += " " + condition.expression;
  for (const auto& attribute : type.attributes)
    text += " " + attribute.name + ":" + description(schema, attribute.type.type);
  return "(" + text + " of " + description(schema, type.part.type) + ")";
}

std::string description(const Schema& schema, const Table& table) {
  std::string text = std::to_string(table.oid) + " " + table.display_name() + " in " +
                     std::to_string(table.partition_root) + " " + table.partition_condition +
                     join(table.trigger_sources, " ") + (table.may_insert ? "" : " closed") +
                     (table.has_insert_rule ? " rule" : "");
  for (const auto& trigger : table.triggers) text += "\n  trigger " + trigger;
  for (const auto& column : table.columns) {
    text += "\n  column " + std::to_string(column.number) + " " + column.name + " " +
            column.type_sql + " " + description(schema, column.type.type) +
            (column.not_null ? " required " : " ") + column.default_expression + " " +
            column.sequence;
  }
  for (const auto& key : table.keys) text += "\n  key " + key.name + " " + key.definition;
  for (const auto& key : table.foreign_keys)
    text += "\n  foreign key " + key.name + " to " + std::to_string(key.parent);
  for (const auto& check : table.checks) text += "\n  check " + check.condition.expression;
  return text + "\n";
}

std::string description(const Schema& schema) {
  std::string text;
  for (const auto& table : schema.tables) text += description(schema, table);
  return text;
}

constexpr const char* varied_schema = R"sql(
  CREATE TYPE mood AS ENUM ('good', 'bad');
  CREATE TYPE place AS (street text, number int);
  CREATE DOMAIN positive AS int CHECK (VALUE > 0);
  CREATE SEQUENCE numbers;
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TABLE users (id serial PRIMARY KEY, email text, home place, now mood);
  CREATE TABLE orders (
    id int DEFAULT nextval('numbers'), buyer int REFERENCES users,
    total positive CHECK (total > 5)
  );
  CREATE INDEX ON orders (buyer);
  CREATE TABLE events (at date) PARTITION BY RANGE (at);
  CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
)sql";

const std::vector<std::string> changes{
    "SELECT 1",
    "ALTER TABLE users ADD COLUMN born date",
    "ALTER TABLE users RENAME COLUMN email TO address",
    "ALTER TABLE users ALTER COLUMN email SET NOT NULL",
    "ALTER TABLE users ALTER COLUMN email SET DEFAULT 'none'",
    "ALTER TABLE orders DROP COLUMN total",
    "ALTER TABLE orders DROP CONSTRAINT orders_total_check",
    "ALTER TABLE orders DROP CONSTRAINT orders_buyer_fkey",
    "ALTER TABLE orders ADD UNIQUE (buyer)",
    "CREATE UNIQUE INDEX once ON orders (buyer) WHERE total > 7",
    "ALTER TABLE orders RENAME TO purchases",
    "ALTER TABLE users DROP CONSTRAINT users_pkey CASCADE",
    "ALTER INDEX users_pkey RENAME TO users_key",
    "CREATE TRIGGER touch BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch()",
    "CREATE RULE none AS ON INSERT TO orders DO INSTEAD NOTHING",
    "CREATE TABLE more (id serial PRIMARY KEY, owner users)",
    "DROP TABLE orders",
    "DROP TABLE users CASCADE; CREATE TABLE users (id serial PRIMARY KEY, email text, home place)",
    "ALTER SEQUENCE numbers RENAME TO counts",
    "ALTER TYPE mood RENAME VALUE 'bad' TO 'worse'",
    "ALTER TYPE mood RENAME TO temper",
    "ALTER TYPE place ADD ATTRIBUTE city text",
    "ALTER TYPE place RENAME ATTRIBUTE street TO road",
    "ALTER DOMAIN positive ADD CHECK (VALUE < 1000)",
    "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; "
    "END'; CREATE TRIGGER touch BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch()",
    "CREATE TABLE events_2021 PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01')",
    "ALTER TABLE events DETACH PARTITION events_2020",
    "DROP TABLE events_2020",
    "CREATE TRIGGER touch BEFORE INSERT ON events_2020 FOR EACH ROW EXECUTE FUNCTION touch()",
    "CREATE SCHEMA inside; ALTER TABLE orders SET SCHEMA inside",
    "CREATE ROLE pgstair_reader_test; GRANT pgstair_reader_test TO CURRENT_USER",
};

TEST(IncrementalSchemaSource, ReadsWhatTheWholeOneReads) {
  SeedDatabase database(varied_schema);
  IncrementalSchemaSource source;
  database.session.execute("BEGIN");
  source.read(database.session);
  std::set<std::string> seen;
  for (const auto& change : changes) {
    SCOPED_TRACE(change);
    database.session.execute("SAVEPOINT before; " + change);
    seen.insert(description(read_schema(database.session)));
    EXPECT_EQ(description(source.read(database.session)),
              description(read_schema(database.session)));
    database.session.execute("ROLLBACK TO SAVEPOINT before");
    EXPECT_EQ(description(source.read(database.session)),
              description(read_schema(database.session)))
        << "after a rollback";
  }
  constexpr std::size_t without_a_trace = 1;  // a role that nobody is denied anything by
  EXPECT_GE(seen.size() + without_a_trace, changes.size())
      << "each change but those shows in the description";
  database.session.execute("ROLLBACK");
}

TEST(IncrementalSchemaSource, ReadsTheColumnsThatTheWholeOneReads) {
  SeedDatabase database(varied_schema);
  database.session.execute("BEGIN");
  const std::vector<std::string> names{"public.users", "public.orders", "public.no_such_table"};
  const auto described = [&](SchemaSource&& other) {
    return description(other.read_columns_of(database.session, names));
  };
  const std::string whole = described(WholeSchemaSource());
  EXPECT_THAT(whole, testing::HasSubstr("column 2 buyer"));
  EXPECT_EQ(described(IncrementalSchemaSource()), whole);
  IncrementalSchemaSource source;
  source.read(database.session);
  EXPECT_EQ(description(source.read_columns_of(database.session, names)), whole);
  database.session.execute("ROLLBACK");
}

TEST(IncrementalSchemaSource, KeepsStepWithChangesThatStay) {
  SeedDatabase database(varied_schema);
  IncrementalSchemaSource source;
  for (const auto& change : {changes[1], changes[8], changes[13], changes[15], changes[25]}) {
    SCOPED_TRACE(change);
    database.session.execute("BEGIN");
    source.read(database.session);
    database.session.execute("COMMIT");
    database.session.execute("VACUUM pg_catalog.pg_class, pg_catalog.pg_attribute");
    database.session.execute(change);
    database.session.execute("BEGIN");
    EXPECT_EQ(description(source.read(database.session)),
              description(read_schema(database.session)));
    database.session.execute("COMMIT");
  }
}

}  // namespace
}  // namespace pgstair::seed
