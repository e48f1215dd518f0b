// SPDX-License-Identifier: MIT
#include "squash/write/range_content.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <string_view>

#include "author/ddl/creation.h"
#include "author/dropping.h"
#include "chain/noted.h"
#include "source/chain_database.h"
#include "squash/write/reference_rows.h"
#include "support/contains.h"
#include "support/file.h"

namespace pgstair::squash {

namespace {

using author::Statement;

/// What would act on rows, or is made of them: rows come before it.
constexpr std::array<std::string_view, 5> after_rows{"trigger", "rule", "policy", "publication",
                                                     "materialized view"};

bool puts_sequence(const Statement& statement) {
  return statement.object.kind == "sequence" && statement.sql.starts_with("SELECT");
}

bool changes_security(const Statement& statement) {
  return statement.object.kind == "table" &&
         statement.sql.find("ROW LEVEL SECURITY") != std::string::npos;
}

bool adds_foreign_key(const Statement& statement) {
  return statement.object.kind == "constraint" &&
         statement.sql.find("FOREIGN KEY") != std::string::npos;
}

bool comes_after_rows(const Statement& statement) {
  return contains(after_rows, statement.object.kind) || puts_sequence(statement) ||
         changes_security(statement) || adds_foreign_key(statement);
}

bool makes_table(const Statement& statement) {
  return statement.object.kind == "table" && statement.sql.starts_with("CREATE");
}

/// The positions of the statements that make tables, by their names.
std::map<std::string, std::size_t> creations(const std::vector<Statement>& statements) {
  std::map<std::string, std::size_t> places;
  for (std::size_t place = 0; place < statements.size(); ++place) {
    if (makes_table(statements[place]))
      places.emplace(catalog::qualified_name(statements[place].object), place);
  }
  return places;
}

/// In the order in which their tables are made: a foreign key that is made with its table leads to
/// one that is there already.
void order_as_made(const std::map<std::string, std::size_t>& made,
                   std::vector<WrittenTable>& tables) {
  std::ranges::stable_sort(tables, {}, [&](const WrittenTable& table) {
    const auto found = made.find(table.table);
    return found == made.end() ? 0 : found->second + 1;
  });
}

/// The statements with the rows before the first that would act on them, but after the last that
/// makes one of their tables.
std::vector<std::string> with_rows(const std::vector<Statement>& statements, ReferenceRows rows) {
  const auto made = creations(statements);
  order_as_made(made, rows.tables);
  const auto first_late = std::ranges::find_if(statements, comes_after_rows);
  auto place = static_cast<std::size_t>(first_late - statements.begin());
  std::vector<std::string> inserts;
  for (const auto& table : rows.tables) {
    inserts.push_back(table.sql);
    if (const auto found = made.find(table.table); found != made.end())
      place = std::max(place, found->second + 1);
  }
  std::vector<std::string> all;
  for (const auto& statement : statements) all.push_back(statement.sql);
  all.insert(all.begin() + static_cast<std::ptrdiff_t>(place), inserts.begin(), inserts.end());
  return all;
}

/// Today, unless a revision's text has it, which then means that day.
std::string date_that_none_names(postgres::Session& session, const chain::Chain& chain,
                                 const Range& range) {
  const std::string today = session.execute("SELECT current_date::text").text(0, 0);
  const bool is_named = std::ranges::any_of(range.revisions, [&](std::size_t index) {
    const std::string text = read_file(chain::upgrade_file(chain.revisions()[index]));
    return text.find(today) != std::string::npos;
  });
  return is_named ? "" : today;
}

void apply(source::ChainDatabase& database, const Range& range) {
  for (const std::size_t index : range.revisions) database.upgrade(index);
}

}  // namespace

RangeContent content_of(postgres::ScratchDatabases& databases, const verify::Options& options,
                        const Range& range, bool with_downgrade) {
  source::ChainDatabase database(databases, options);
  auto& walked = database.database();
  const catalog::Snapshot before = walked.snapshot();
  const Content rows_before = read_content(walked.session());
  apply(database, range);
  const catalog::Snapshot after = walked.snapshot();
  const Content rows_after = read_content(walked.session());

  ReferenceRows rows;
  if (rows_after != rows_before) {
    source::ChainDatabase again(databases, options);
    apply(again, range);
    auto& session = again.database().session();
    rows = write_rows(walked.session(), rows_before,
                      {session, volatile_columns(rows_after, read_content(session)),
                       date_that_none_names(session, database.chain(), range)});
  }
  postgres::Session deployer(walked.deployer_conninfo());
  const author::Creation creation = author::write_creation(before, after, deployer);

  RangeContent content;
  content.not_written = creation.not_written;
  std::ranges::copy(rows.not_written, std::back_inserter(content.not_written));
  content.script.upgrade = with_rows(creation.statements, rows);
  if (with_downgrade)
    content.script.downgrade = author::write_drops(creation.statements, before, after);
  return content;
}

}  // namespace pgstair::squash
