// SPDX-License-Identifier: MIT
#include "rows/unpopulated.h"

#include "rows/seeding.h"
#include "seed/schema/whole_schema_source.h"
#include "walk/tentative_transaction.h"

namespace pgstair::rows {

namespace {

bool has_rows(postgres::Session& session, const seed::Table& table) {
  return session.execute("SELECT EXISTS (SELECT FROM " + table.sql_name() + ")").text(0, 0) == "t";
}

bool counts(const seed::Table& table) {
  return !table.foreign && table.partition_root == 0 && !is_version_table(table);
}

std::string reason_of(const seed::Report& report, const seed::Table& table) {
  for (const auto& result : report.tables) {
    if (result.table == table.display_name()) return ": " + result.reason;
  }
  return "";
}

std::vector<std::string> fill_and_look(postgres::Session& session, const seed::Schema& schema,
                                       const RowsOptions& options) {
  seed::Report report;
  if (options.rows != 0)
    report = seed::fill(session, filling({options.seed, options.rows, seed::Style::plain}), schema);
  std::vector<std::string> tables;
  for (const auto& table : schema.tables) {
    if (counts(table) && !has_rows(session, table))
      tables.push_back(table.display_name() + reason_of(report, table));
  }
  return tables;
}

std::vector<std::string> all_of(const seed::Schema& schema, const std::string& reason) {
  std::vector<std::string> tables;
  for (const auto& table : schema.tables) {
    if (counts(table)) tables.push_back(table.display_name() + ": " + reason);
  }
  return tables;
}

}  // namespace

std::vector<std::string> find_unpopulated(walk::Walker& walker, const catalog::Snapshot& head,
                                          const RowsOptions& options) {
  walk::TentativeTransaction transaction(walker.database.scripts());
  postgres::Session& session = walker.database.session();
  seed::Schema schema = seed::read_schema(session);
  std::erase_if(schema.tables, is_version_table);
  std::vector<std::string> tables;
  try {
    tables = fill_and_look(session, schema, options);
  } catch (const seed::ContradictingRows& refused) {
    tables = all_of(schema, refused.what());
  }
  transaction.roll_back();
  walker.checkpoints.restore(head);
  return tables;
}

}  // namespace pgstair::rows
