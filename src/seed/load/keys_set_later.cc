// SPDX-License-Identifier: MIT
#include "seed/load/keys_set_later.h"

#include <string>
#include <vector>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

std::string memory_of(const Table& table) {
  return "pg_temp.pgstair_rows_" + std::to_string(table.oid);
}

struct KeyColumns {
  std::vector<std::string> set;       ///< child columns that are NULL now
  std::vector<std::string> set_from;  ///< their columns in the parent
  std::vector<std::string> shared;    ///< child columns that another key has set
  std::vector<std::string> shared_parent;
};

KeyColumns columns_of(const Table& table, const Table& parent, const ForeignKey& key,
                      const std::set<int>& null_at_first) {
  KeyColumns columns;
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const std::string child = sql::quote_identifier(table.column(key.columns[i])->name);
    const std::string other = sql::quote_identifier(parent.column(key.parent_columns[i])->name);
    const bool later = null_at_first.contains(key.columns[i]);
    (later ? columns.set : columns.shared).push_back(child);
    (later ? columns.set_from : columns.shared_parent).push_back(other);
  }
  return columns;
}

std::string prefixed(const std::string& prefix, const std::vector<std::string>& names,
                     const std::string& suffix = "") {
  std::string text;
  for (const auto& name : names) text += ", " + prefix + name + suffix;
  return text;
}

/// Child rows and the parent rows that they get, as a query over ctid and tableoid.
std::string pairs(const Table& table, const Table& parent, const ForeignKey& key,
                  const KeyColumns& columns) {
  std::string is_null;
  for (const auto& name : columns.set) is_null += " AND c." + name + " IS NULL";
  std::string shared;
  for (std::size_t i = 0; i < columns.shared.size(); ++i) {
    shared += " AND p." + columns.shared_parent[i] + " = c." + columns.shared[i];
  }
  const std::string partition = columns.shared_parent.empty()
                                    ? ""
                                    : "PARTITION BY " + join(columns.shared_parent, ", ") + " ";
  const bool tree = key.parent == table.oid && columns.shared.empty();
  // A tree: each row refers to one that comes before it.
  const std::string place = tree ? "c.n / 2" : "1 + c.n % p.total";
  return "SELECT c.place, c.source" + prefixed("p.", columns.set_from) +
         " FROM (SELECT c.ctid AS place, c.tableoid AS source, row_number() OVER (ORDER BY "
         "c.tableoid,"
         " c.ctid) AS n" +
         prefixed("c.", columns.shared) + " FROM " + table.sql_name() +
         " c WHERE NOT EXISTS (SELECT FROM " + memory_of(table) +
         " m WHERE m.place = c.ctid AND m.source = c.tableoid)" + is_null + ") c JOIN (SELECT " +
         join(columns.set_from, ", ") + prefixed("", columns.shared_parent) +
         ", row_number() OVER (" + partition + "ORDER BY tableoid, ctid) AS n, count(*) OVER (" +
         partition + ") AS total FROM " + parent.sql_name() + ") p ON p.n = " + place + shared +
         " WHERE c.n % 5 <> 0";
}

}  // namespace

void remember_rows(postgres::Session& session, const Table& table) {
  session.execute("CREATE TEMPORARY TABLE pgstair_rows_" + std::to_string(table.oid) +
                  " AS SELECT ctid AS place, tableoid AS source FROM " + table.sql_name());
}

void forget_rows(postgres::Session& session, const Table& table) {
  session.execute("DROP TABLE IF EXISTS " + memory_of(table));
}

void set_later_key(postgres::Session& session, const Table& table, const Table& parent,
                   const ForeignKey& key, const std::set<int>& null_at_first) {
  const KeyColumns columns = columns_of(table, parent, key, null_at_first);
  if (columns.set.empty()) return;
  std::vector<std::string> changes;
  for (std::size_t i = 0; i < columns.set.size(); ++i) {
    changes.push_back(columns.set[i] + " = pair." + columns.set_from[i]);
  }
  const std::string query = pairs(table, parent, key, columns);
  const std::string update = "UPDATE " + table.sql_name() + " t SET ";
  const std::string same_row = " t.ctid = pair.place AND t.tableoid = pair.source";
  session.execute("SAVEPOINT pgstair_link");
  const auto outcome = session.try_execute(update + join(changes, ", ") + " FROM (" + query +
                                           ") pair WHERE" + same_row);
  if (postgres::failure(outcome) != nullptr) {
    session.execute("ROLLBACK TO SAVEPOINT pgstair_link");
    session.execute("DO $pgstair$ DECLARE pair record; BEGIN FOR pair IN " + query +
                    " LOOP BEGIN " + update + join(changes, ", ") + " WHERE" + same_row +
                    "; EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $pgstair$");
  }
  session.execute("RELEASE SAVEPOINT pgstair_link");
}

}  // namespace pgstair::seed
