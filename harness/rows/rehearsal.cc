// SPDX-License-Identifier: MIT
#include "rows/rehearsal.h"

#include <algorithm>
#include <set>
#include <utility>

#include "rows/concerned_tables.h"
#include "rows/row_requirement.h"
#include "rows/sandbox.h"
#include "rows/seeding.h"
#include "rows/statement_query.h"
#include "rows/values.h"
#include "rows/violating_rows.h"
#include "seed/schema/schema_reader.h"
#include "support/text.h"
#include "walk/record.h"
#include "walk/version_tables.h"

namespace pgstair::rows {

namespace {

using chain::Direction;
using walk::RowFailure;
using walk::RowsRecord;
using walk::StepFailure;
using walk::ValueChange;

/// One revision in its sandbox.
class RevisionRehearsal {
 public:
  RevisionRehearsal(Sandbox& sandbox, const chain::Revision& revision, const RowsOptions& options,
                    seed::SchemaReader& reader, const std::shared_ptr<seed::Memory>& memory)
      : sandbox_(sandbox),
        revision_(revision),
        options_(options),
        reader_(reader),
        memory_(memory) {}

  RowsRecord run() {
    sandbox_.save("empty");
    if (!look_ahead()) return std::move(record_);
    if (concerned_.empty() || !rows_may_matter()) return std::move(record_);
    if (options_.rows != 0) seed_before();
    sandbox_.save("seeded");
    if (!upgrade()) return std::move(record_);
    if (revision_.down && !revision_.irreversible && way_back_may_matter()) there_and_back();
    return std::move(record_);
  }

 private:
  /// Runs both ways without rows, to learn what the revision demands. False if that fails: then
  /// it is not for the rows, and the walk tells it.
  bool look_ahead() {
    sandbox_.with_session([&](auto& session) { before_ = reader_.read(session); });
    if (!sandbox_.run(Direction::up).ok()) {
      record_.not_run = "the upgrade fails on empty tables";
      return false;
    }
    sandbox_.with_session([&](auto& session) {
      after_ = reader_.read(session);
      requirements_of_upgrade_ = find_row_requirements(session, before_, after_);
    });
    sandbox_.restore("empty");
    concerned_ = concerned_tables(revision_, before_, after_);
    std::erase_if(concerned_, [&](seed::Oid oid) { return is_version_table(*before_.table(oid)); });
    sandbox_.with_session([&](auto& session) {
      requirements_of_downgrade_ = find_row_requirements(session, after_, before_);
    });
    return true;
  }

  /// Whether the scripts do anything that could fail on rows, or change them.
  bool rows_may_matter() const {
    if (!requirements_of_upgrade_.empty() || !requirements_of_downgrade_.empty()) return true;
    return changes_columns(before_, after_) || may_read_rows(revision_);
  }

  /// Whether a downgrade could fail on rows, or have them changed. Not where nothing but
  /// definitions come and go, no column among them, and none demands anything once it is gone.
  bool way_back_may_matter() const {
    return !requirements_of_downgrade_.empty() || changes_columns(before_, after_) ||
           changes_columns(after_, before_) || may_read_rows(revision_);
  }

  seed::RunSettings settings(std::uint64_t rows, seed::Style style) const {
    seed::RunSettings result;
    result.seed = options_.seed;
    result.rows = rows;
    result.style = style;
    result.thorough = false;
    return result;
  }

  void seed_before() {
    const seed::Schema schema = only(before_, concerned_);
    const std::uint64_t edge_cases = options_.rows / 2;
    sandbox_.with_session([&](auto& session) {
      seed::fill(session, filling_before(schema, options_.rows - edge_cases, seed::Style::plain),
                 schema);
    });
    sandbox_.save("plain");
    sandbox_.with_session([&](auto& session) {
      const auto report = seed::fill(
          session,
          filling_before(schema, std::max<std::uint64_t>(edge_cases, 1), seed::Style::edge_cases),
          schema);
      for (auto& requirement : requirements_of_upgrade_) violate(session, requirement);
      note_what_is_not_seeded(report);
    });
  }

  /// So many rows for the tables that the revision concerns. Those that they only refer to get
  /// fewer: enough to choose from.
  seed::Options filling_before(const seed::Schema& schema, std::uint64_t rows,
                               seed::Style style) const {
    constexpr std::uint64_t enough_to_refer_to = 10;
    auto options = filling(settings(rows, style), memory_);
    const Tables full = in_need_of_rows(concerned_, schema, schema);
    for (const auto& table : schema.tables) {
      if (!full.contains(table.oid))
        options.rows_of[table.oid] = std::min(rows, std::max(rows / 5, enough_to_refer_to));
    }
    return options;
  }

  void note_what_is_not_seeded(const seed::Report& report) {
    for (const auto& table : report.tables) {
      if (!table.partition) record_.rows += table.rows;
      if (table.state == seed::TableResult::State::not_filled && table.rows == 0)
        record_.not_seeded.push_back(table.table + ": " + table.reason);
    }
  }

  /// Up, without the rows that do not let it; false if that is not to be had.
  bool upgrade() {
    const std::size_t most_failures = requirements_of_upgrade_.size() + 2;
    while (record_.upgrade.size() < most_failures) {
      sandbox_.with_session([&](auto& session) {
        v0_ = read_values(session, with_tables(before_, concerned_));
        day_ = session.execute("SELECT (now() AT TIME ZONE 'UTC')::date").text(0, 0);
      });
      const auto outcome = sandbox_.run(Direction::up);
      if (outcome.ok()) return true;
      sandbox_.restore("seeded");
      if (sandbox_.is_own_fault(outcome.failure->error)) {
        record_.not_run =
            "in one transaction with the rows it fails: " + outcome.failure->error.message;
        return false;
      }
      record_.upgrade.push_back(
          explain(*outcome.failure, requirements_of_upgrade_, before_, after_));
      const bool removed = record_.upgrade.back().rows != 0;
      if (fails_as_before()) record_.upgrade.pop_back();
      if (!removed && !retreat()) return false;
      sandbox_.save("seeded");
    }
    return false;
  }

  /// Whether the last failure is the one before it once more, with fewer rows.
  bool fails_as_before() const {
    if (record_.upgrade.size() < 2) return false;
    return same_failure(record_.upgrade.back().failure,
                        record_.upgrade[record_.upgrade.size() - 2].failure);
  }

  static bool same_failure(const StepFailure& a, const StepFailure& b) {
    return a.statement == b.statement && a.error.sqlstate == b.error.sqlstate &&
           a.error.constraint == b.error.constraint;
  }

  /// Nobody knows which rows it was: the edge cases and the made violations go.
  bool retreat() {
    if (retreated_ || options_.rows == 0) return false;
    retreated_ = true;
    sandbox_.restore("plain");
    return true;
  }

  /// Why the script that leads from one schema to the other failed, by the requirement that the
  /// server's error names; takes the rows away.
  RowFailure explain(const StepFailure& failure, std::vector<RowRequirement>& requirements,
                     const seed::Schema& from, const seed::Schema& to) {
    RowFailure result;
    result.failure = failure;
    for (const auto& requirement : requirements) {
      if (!is_refused_by(requirement, failure.error)) continue;
      RowRequirement asked = requirement;
      const bool may_be_filled = lower(failure.statement).find("set not null") != std::string::npos;
      if (asked.kind == RowRequirement::Kind::not_null && asked.assignments.empty() &&
          !may_be_filled)
        asked.condition = "true";
      std::uint64_t removed = 0;
      std::string example;
      sandbox_.with_session([&](auto& session) {
        example = example_row(session, asked);
        removed = remove_violating_rows(session, from, asked);
      });
      const bool may_be_anothers_fault = requirement.kind == RowRequirement::Kind::type;
      if (removed == 0 && may_be_anothers_fault) continue;
      result.object = requirement.object;
      result.violation = requirement.sentence;
      result.query = removed == 0 ? "" : key_query(asked, 0);
      result.rows = removed;
      result.example = example;
      break;
    }
    if (result.object.empty()) ask_of_statement(from, to, result);
    return result;
  }

  /// No requirement tells which rows it is: perhaps the statement does.
  void ask_of_statement(const seed::Schema& from, const seed::Schema& to, RowFailure& failure) {
    sandbox_.with_session([&](auto& session) {
      auto asked = query_before(session, failure.failure, from, to);
      failure.query = std::move(asked.query);
      failure.no_query = std::move(asked.none_for);
    });
  }

  /// Down with the rows from before alone: they must be what they were.
  void there_and_back() {
    sandbox_.save("upgraded");
    const auto outcome = sandbox_.run(Direction::down);
    if (!outcome.ok()) {
      sandbox_.restore("upgraded");
      note_failed_downgrade(*outcome.failure);
      return;
    }
    std::vector<TableValues> v2;
    sandbox_.with_session([&](auto& session) { v2 = read_again(session, v0_, before_); });
    compare_with_before(v2);
    sandbox_.restore("upgraded");
    with_later_rows();
  }

  /// The same with rows that came after the upgrade, and up again. (The rows from before are judged
  /// without them, for triggers that count rows would change those.)
  void with_later_rows() {
    Tables still_there;
    for (const seed::Oid oid : concerned_) {
      if (after_.table(oid) != nullptr) still_there.insert(oid);
    }
    if (options_.rows != 0) add_later_rows(still_there);
    sandbox_.save("with_later_rows");
    std::vector<TableValues> v1;
    sandbox_.with_session(
        [&](auto& session) { v1 = read_values(session, with_tables(after_, still_there)); });
    const auto down = sandbox_.run(Direction::down);
    if (!down.ok()) {
      sandbox_.restore("with_later_rows");
      note_failed_downgrade(*down.failure);
      return;
    }
    const auto up = sandbox_.run(Direction::up);
    if (!up.ok()) {
      note_failed_reapply(*up.failure);
      return;
    }
    std::vector<TableValues> v3;
    sandbox_.with_session([&](auto& session) { v3 = read_again(session, v1, after_); });
    compare_with_first_upgrade(v1, v3);
  }

  void add_later_rows(const Tables& tables) {
    const std::uint64_t more = std::max<std::uint64_t>(options_.rows / 5, 1);
    const seed::Schema schema = only(after_, tables);
    auto options = filling(settings(more, seed::Style::edge_cases), memory_);
    const Tables filled = in_need_of_rows(tables, only(before_, concerned_), schema);
    options.leave_alone = [&, known = options.leave_alone](const std::string& name_of_schema,
                                                           const std::string& name) {
      const bool is_filled = std::ranges::any_of(schema.tables, [&](const seed::Table& table) {
        return table.schema == name_of_schema && table.name == name && filled.contains(table.oid);
      });
      return is_filled ? known(name_of_schema, name) : "its rows are enough to refer to";
    };
    sandbox_.with_session([&](auto& session) {
      seed::fill(session, options, schema);
      for (auto& requirement : requirements_of_downgrade_) violate(session, requirement);
    });
  }

  void note_failed_downgrade(const StepFailure& failure) {
    if (sandbox_.is_own_fault(failure.error)) return;
    record_.downgrade.push_back(explain(failure, requirements_of_downgrade_, after_, before_));
  }

  /// The second upgrade; what already kept the first one from running says nothing new.
  void note_failed_reapply(const StepFailure& failure) {
    const bool told = std::ranges::any_of(record_.upgrade, [&](const RowFailure& known) {
      return same_failure(known.failure, failure);
    });
    if (!told && !sandbox_.is_own_fault(failure.error))
      record_.reapply.push_back({failure, "", "", "", "", 0, ""});
  }

  /// What tables of these names hold now: a downgrade may have made them anew, under another OID.
  std::vector<TableValues> read_again(postgres::Session& session,
                                      const std::vector<TableValues>& earlier,
                                      const seed::Schema& schema) {
    std::vector<std::string> names;
    for (const auto& table : schema.tables) {
      if (values_of(earlier, table.display_name()) != nullptr) names.push_back(table.sql_name());
    }
    return read_values(session, reader_.read_columns_of(session, names));
  }

  /// V0 and V2: everything that was there before must be there again.
  void compare_with_before(const std::vector<TableValues>& v2) {
    for (const auto& was : v0_) {
      const TableValues* is = values_of(v2, was.table);
      if (is == nullptr) continue;  // the table itself is gone, which the round trip tells
      for (auto& change : compare_values(was, *is, day_)) {
        if (upgrade_drops(change)) change.kind = ValueChange::Kind::dropped;
        told_.emplace(change.table, change.column);
        record_.values.push_back(std::move(change));
      }
    }
  }

  /// Whether the table or column of the change is not there after the upgrade.
  bool upgrade_drops(const ValueChange& change) const {
    const auto was = std::ranges::find(before_.tables, change.table, &seed::Table::display_name);
    if (was == before_.tables.end()) return false;
    const seed::Table* is = after_.table(was->oid);
    if (is == nullptr) return true;
    const auto column = std::ranges::find(was->columns, change.column, &seed::Column::name);
    return column != was->columns.end() && is->column(column->number) == nullptr;
  }

  /// V1 and V3: so must be what came with the upgrade, as far as the downgrade could keep it.
  void compare_with_first_upgrade(const std::vector<TableValues>& v1,
                                  const std::vector<TableValues>& v3) {
    for (const auto& was : v1) {
      const TableValues* is = values_of(v3, was.table);
      if (is == nullptr) continue;
      for (auto& change : compare_values(was, *is, day_)) {
        // Rows from before that are gone were told already; these are later ones.
        if (is_introduced(change) || change.kind == ValueChange::Kind::rows_gone) {
          change.kind = ValueChange::Kind::new_value;
        } else if (told_.contains({change.table, change.column})) {
          continue;
        }
        record_.values.push_back(std::move(change));
      }
    }
  }

  /// Whether the column is the revision's own.
  bool is_introduced(const ValueChange& change) const {
    const auto is = std::ranges::find(after_.tables, change.table, &seed::Table::display_name);
    if (is == after_.tables.end()) return false;
    const seed::Table* was = before_.table(is->oid);
    if (was == nullptr) return true;
    const auto column = std::ranges::find(is->columns, change.column, &seed::Column::name);
    return column != is->columns.end() && was->column(column->number) == nullptr;
  }

  Sandbox& sandbox_;
  const chain::Revision& revision_;
  const RowsOptions& options_;
  seed::SchemaReader& reader_;
  std::shared_ptr<seed::Memory> memory_;
  seed::Schema before_;
  seed::Schema after_;
  std::vector<RowRequirement> requirements_of_upgrade_;
  std::vector<RowRequirement> requirements_of_downgrade_;
  Tables concerned_;
  std::vector<TableValues> v0_;
  std::set<std::pair<std::string, std::string>> told_;
  std::string day_;
  bool retreated_ = false;
  RowsRecord record_;
};

/// The names of the tables that are there, quoted as the catalog quotes them, and of the types.
std::vector<std::string> names_in(const catalog::Snapshot& snapshot) {
  std::vector<std::string> names;
  for (const auto& root : snapshot.roots()) {
    for (const auto& object : *root.objects) {
      const auto& identity = object.identity;
      const bool counts = identity.kind == "table" || identity.kind == "enum" ||
                          identity.kind == "domain" || identity.kind == "view";
      if (counts && !walk::is_version_table(identity))
        names.push_back(replace_all(identity.name, "\"", ""));
    }
  }
  return names;
}

}  // namespace

/// What is rolled back leaves dead rows in the catalogs, through which every later look at them
/// goes.
void RowsRehearsal::sweep(postgres::Session& session) {
  constexpr std::size_t rehearsals_between = 16;
  if (++rehearsals_ % rehearsals_between != 0) return;
  // A role that may not vacuum them is only warned.
  session.execute(
      "VACUUM pg_catalog.pg_class, pg_catalog.pg_attribute, pg_catalog.pg_attrdef, "
      "pg_catalog.pg_constraint, pg_catalog.pg_index, pg_catalog.pg_type, pg_catalog.pg_depend, "
      "pg_catalog.pg_trigger, pg_catalog.pg_proc, pg_catalog.pg_description");
}

RowsRecord RowsRehearsal::rehearse(walk::Walker& walker, std::size_t index,
                                   const walk::RevisionRecord& record) {
  const chain::Revision& revision = *record.revision;
  RowsRecord nothing;
  if (!revision.up || !revision.not_runnable.empty()) {
    nothing.not_run = revision.up ? revision.not_runnable : "it has no upgrade";
    return nothing;
  }
  if (!may_concern_rows(revision, names_in(record.before))) return nothing;
  const auto sandbox = make_sandbox(walker, index, revision, record.before);
  RowsRecord result = RevisionRehearsal(*sandbox, revision, options_, reader_, memory_).run();
  sandbox->close();
  sweep(walker.database.session());
  return result;
}

}  // namespace pgstair::rows
