// SPDX-License-Identifier: MIT
#include "rows/time_zones.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "rows/values.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::rows {

namespace {

using chain::Direction;
using walk::ValueChange;
using walk::ZoneChange;

const std::set<std::string> clock_words{
    "now",       "current_timestamp",    "current_date",        "current_time", "localtimestamp",
    "localtime", "clock_timestamp",      "statement_timestamp", "today",        "tomorrow",
    "yesterday", "transaction_timestamp"};

std::string base_name(const seed::Schema& schema, const seed::Column& column) {
  return schema.type(schema.base_of(column.type).type).name;
}

bool has_zone(const std::string& type) { return type == "timestamptz" || type == "timetz"; }

/// Of a timestamptz to anything else, or back: the server takes the session's zone.
bool is_converted(const ZonedRehearsal& rehearsal, const seed::Table& table) {
  const seed::Table* is = rehearsal.after.table(table.oid);
  if (is == nullptr) return false;
  return std::ranges::any_of(table.columns, [&](const seed::Column& column) {
    const seed::Column* later = is->column(column.number);
    if (later == nullptr) return false;
    const std::string from = base_name(rehearsal.before, column);
    const std::string to = base_name(rehearsal.after, *later);
    return from != to && (has_zone(from) || has_zone(to));
  });
}

/// The names of columns with a time zone, and of the tables that have one.
std::set<std::string> zoned_names(const seed::Schema& schema) {
  std::set<std::string> names;
  for (const auto& table : schema.tables) {
    for (const auto& column : table.columns) {
      if (!has_zone(base_name(schema, column))) continue;
      names.insert(lower(column.name));
      names.insert(lower(table.name));
    }
  }
  return names;
}

bool mentions_any(const std::set<std::string>& words, const std::set<std::string>& names) {
  return std::ranges::any_of(names, [&](const auto& name) { return words.contains(name); });
}

/// The zone that every session of this database gets, unless it asks for another.
bool has_zone_of_its_own(postgres::Session& session) {
  return session
             .execute(
                 "SELECT EXISTS (SELECT FROM pg_catalog.pg_db_role_setting s, "
                 "unnest(s.setconfig) AS setting WHERE setting ILIKE 'timezone=%' AND "
                 "s.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = "
                 "current_database())))")
             .text(0, 0) == "t";
}

/// An odd offset, and daylight saving.
constexpr const char* odd_zone = "Pacific/Chatham";

/// A zone in which it is another day now; empty if the odd one is such a zone.
std::string zone_of_another_day(postgres::Session& session) {
  const std::string zone =
      session
          .execute("SELECT name FROM (VALUES (1, '" + std::string(odd_zone) +
                   "'), (2, 'America/Adak'), (3, 'Etc/GMT+12')) AS zone(place, name) WHERE (now() "
                   "AT TIME ZONE name)::date <> current_date ORDER BY place LIMIT 1")
          .text(0, 0);
  return zone == odd_zone ? "" : zone;
}

/// What the tables hold after each script; nothing after one that did not run.
struct Outcome {
  std::optional<std::vector<TableValues>> up;
  std::optional<std::vector<TableValues>> down;
  std::optional<walk::StepFailure> failure;
};

/// Both directions with the same rows, in one zone after the other.
class InZones {
 public:
  InZones(Sandbox& sandbox, const SavedState& seeded, const ZonedRehearsal& rehearsal,
          seed::SchemaSource& schemas)
      : sandbox_(sandbox), seeded_(seeded), rehearsal_(rehearsal), schemas_(schemas) {}

  /// `zone`: empty for that of the database's sessions.
  Outcome run(const std::string& zone) {
    Outcome outcome;
    sandbox_.restore(seeded_);
    sandbox_.set_time_zone(zone);
    if (!run(Direction::up, outcome)) return outcome;
    outcome.up = read(rehearsal_.after, [&](const seed::Table& table) {
      return rehearsal_.concerned.contains(table.oid) ||
             rehearsal_.before.table(table.oid) == nullptr;
    });
    if (!rehearsal_.is_reversible || !run(Direction::down, outcome)) return outcome;
    outcome.down = read(rehearsal_.before, [&](const seed::Table& table) {
      return rehearsal_.concerned.contains(table.oid);
    });
    return outcome;
  }

 private:
  bool run(Direction direction, Outcome& outcome) {
    outcome.failure = sandbox_.run(direction).failure;
    return !outcome.failure;
  }

  template <typename Which>
  std::vector<TableValues> read(const seed::Schema& schema, const Which& which) {
    std::vector<std::string> names;
    for (const auto& table : schema.tables) {
      if (which(table)) names.push_back(table.sql_name());
    }
    std::vector<TableValues> values;
    sandbox_.with_session([&](auto& session) {
      values = read_values(session, schemas_.read_columns_of(session, names));
    });
    return values;
  }

  Sandbox& sandbox_;
  const SavedState& seeded_;
  const ZonedRehearsal& rehearsal_;
  seed::SchemaSource& schemas_;
};

/// Words that make a text or a number of a time.
const std::set<std::string> conversion_words{"to_char",
                                             "extract",
                                             "date_part",
                                             "date_trunc",
                                             "to_date",
                                             "to_timestamp",
                                             "text",
                                             "varchar",
                                             "concat",
                                             "concat_ws",
                                             "format",
                                             "to_json",
                                             "to_jsonb",
                                             "json_build_object",
                                             "jsonb_build_object"};

/// Whether the zone can be the reason for another value: of a time, or of what may be made of one.
/// An UPDATE … FROM that finds several rows takes any of them.
bool can_depend(const ZonedRehearsal& rehearsal, const TableValues& values,
                const ValueChange& change) {
  if (change.column.empty() || values.times.contains(change.column)) return true;
  if (mentions_any(rehearsal.statements.words_of_writes(), conversion_words)) return true;
  return std::ranges::any_of(rehearsal.before.tables, [&](const seed::Table& table) {
    return table.display_name() == values.table && is_converted(rehearsal, table);
  });
}

/// What `other` has and `first` has not. Where rows come under other keys, columns are compared.
std::vector<ValueChange> differences(const std::optional<std::vector<TableValues>>& first,
                                     const std::optional<std::vector<TableValues>>& other,
                                     const ZonedRehearsal& rehearsal, const std::string& day) {
  std::vector<ValueChange> all;
  if (!first || !other) return all;
  for (const auto& was : *other) {
    const TableValues* is = values_of(*first, was.table);
    if (is == nullptr) continue;
    auto changes = compare_values(was, *is, true, day);
    const bool other_keys = std::ranges::any_of(changes, [](const ValueChange& change) {
      return change.kind == ValueChange::Kind::rows_gone;
    });
    if (other_keys) changes = compare_values(was, *is, false, day);
    std::ranges::copy_if(changes, std::back_inserter(all), [&](const ValueChange& change) {
      return can_depend(rehearsal, was, change);
    });
  }
  return all;
}

/// Takes away what differs in two runs alike.
void remove_chance(const std::vector<ValueChange>& chance, std::vector<ValueChange>& changes) {
  std::erase_if(changes, [&](const ValueChange& change) {
    return std::ranges::any_of(chance, [&](const ValueChange& other) {
      return other.table == change.table && other.column == change.column;
    });
  });
}

/// Whether the present was written because the script says so, into a column that the application
/// does not fill with its own session's present as well.
bool is_scripts_clock(const ZonedRehearsal& rehearsal, const ValueChange& change) {
  if (!rehearsal.statements.mention(change.column)) return false;
  if (!mentions_any(rehearsal.statements.words_of_writes(), clock_words)) return false;
  const auto table =
      std::ranges::find(rehearsal.after.tables, change.table, &seed::Table::display_name);
  if (table == rehearsal.after.tables.end()) return true;
  const auto column = std::ranges::find(table->columns, change.column, &seed::Column::name);
  return column == table->columns.end() ||
         !mentions_any(words_of(lower(column->default_expression)), clock_words);
}

void add(const ZonedRehearsal& rehearsal, Direction direction, std::vector<ValueChange> changes,
         const std::string& zone, std::vector<ZoneChange>& all) {
  for (auto& change : changes) {
    const bool is_present = change.kind == ValueChange::Kind::touched;
    if (is_present && !is_scripts_clock(rehearsal, change)) continue;
    all.push_back({direction, zone, std::move(change), is_present});
  }
}

/// What differs between the server's own zone, in which `first` came to be, and another.
std::vector<ZoneChange> changes_in(const std::string& zone, const Outcome& first,
                                   const std::string& day, const ZonedRehearsal& rehearsal,
                                   InZones& in_zones) {
  std::vector<ZoneChange> all;
  const Outcome other = in_zones.run(zone);
  auto of_up = differences(first.up, other.up, rehearsal, day);
  auto of_down = differences(first.down, other.down, rehearsal, day);
  if (of_up.empty() && of_down.empty()) return all;
  const Outcome again = in_zones.run("");
  remove_chance(differences(first.up, again.up, rehearsal, day), of_up);
  remove_chance(differences(first.down, again.down, rehearsal, day), of_down);
  remove_chance(of_up, of_down);  // told once
  add(rehearsal, Direction::up, std::move(of_up), zone, all);
  add(rehearsal, Direction::down, std::move(of_down), zone, all);
  return all;
}

}  // namespace

bool may_depend_on_time_zone(const ZonedRehearsal& rehearsal) {
  for (const auto& table : rehearsal.before.tables) {
    if (rehearsal.concerned.contains(table.oid) && is_converted(rehearsal, table)) return true;
  }
  const auto words = rehearsal.statements.words_of_writes();
  return mentions_any(words, clock_words) ||
         mentions_any(words, zoned_names(with_tables(rehearsal.before, rehearsal.concerned))) ||
         mentions_any(words, zoned_names(rehearsal.after));
}

std::vector<ZoneChange> find_zone_changes(Sandbox& sandbox, const SavedState& seeded,
                                          const ZonedRehearsal& rehearsal,
                                          seed::SchemaSource& schemas) {
  bool is_settled = false;
  std::string of_another_day;
  std::string day;
  sandbox.restore(seeded);
  sandbox.with_session([&](auto& session) {
    is_settled = has_zone_of_its_own(session);
    of_another_day = zone_of_another_day(session);
    day = session.execute("SELECT (now() AT TIME ZONE 'UTC')::date").text(0, 0);
  });
  if (is_settled) return {};
  InZones in_zones(sandbox, seeded, rehearsal, schemas);
  const Outcome first = in_zones.run("");
  auto changes = changes_in(odd_zone, first, day, rehearsal, in_zones);
  const bool reads_clock = mentions_any(rehearsal.statements.words_of_writes(), clock_words);
  if (!changes.empty() || !reads_clock || of_another_day.empty()) return changes;
  return changes_in(of_another_day, first, day, rehearsal, in_zones);
}

}  // namespace pgstair::rows
