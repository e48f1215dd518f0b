// SPDX-License-Identifier: MIT
#include "probe/constraints/all_probes.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "probe/constraints/domain_probes.h"
#include "probe/constraints/table_probes.h"
#include "seed/conditions/evaluation.h"
#include "seed/load/pinned_settings.h"
#include "support/share_out.h"

namespace pgstair::probe {

namespace {

constexpr std::uint64_t rows_to_try_on = 12;
constexpr std::size_t insertable_rows = 4;
constexpr std::size_t tables_in_a_portion = 25;
constexpr std::size_t worth_a_session = 50;  // tables

bool is_left_alone(const ProbeContext& context, const seed::Table& table) {
  const auto& leave_alone = context.options.leave_alone;
  const auto& is_anothers = context.options.is_anothers;
  return (leave_alone && !leave_alone(table.schema, table.name).empty()) ||
         (is_anothers && is_anothers(table.schema, table.name));
}

std::set<seed::Oid> oids(postgres::Session& session, const std::string& query) {
  std::set<seed::Oid> result;
  const auto rows = session.execute(query);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    result.insert(static_cast<seed::Oid>(std::stoul(rows.text(row, 0))));
  }
  return result;
}

std::vector<ConstraintProbe> probes_of(const ProbeContext& context, const seed::Table& table) {
  std::vector<ConstraintProbe> probes;
  if (table.partition_root != 0 || table.foreign || is_left_alone(context, table)) {
    return probes;
  }
  const auto add = [&](std::vector<ConstraintProbe> more) {
    std::ranges::move(more, std::back_inserter(probes));
  };
  const RowTemplates templates(context, table);
  add(column_probes(templates, context));
  add(check_probes(templates, context));
  add(unique_key_probes(templates, context));
  add(foreign_key_probes(templates, context));
  add(partition_bound_probes(templates, context));
  if (context.with_policies.contains(table.oid)) add(policy_probes(templates, context));
  if (context.checked_views.contains(table.oid)) add(check_option_probes(templates, context));
  return probes;
}

/// The portions of the tables and, in the last place, the domains.
class Search {
 public:
  Search(const std::string& conninfo, const seed::FilledDatabase& database, const Options& options)
      : conninfo_(conninfo),
        database_(database),
        options_(options),
        maker_(database.schema, database.pools),
        portions_(seed::portions(database.schema, tables_in_a_portion)),
        found_(database.schema.tables.size() + 1) {}

  std::size_t size() const { return portions_.size() + 1; }

  /// Finds those of the portions that are given out; any number of threads may at the same time.
  void find(Items& portions) {
    postgres::Session session(conninfo_);
    session.execute("BEGIN");
    seed::pin_settings(session);
    seed::NoCache no_cache;
    seed::Evaluator evaluator(session, no_cache);
    const ReferencedRows referenced_rows(session, database_.schema);
    ProbeContext context{session,
                         database_,
                         maker_,
                         options_,
                         referenced_rows,
                         evaluator,
                         {},
                         oids(session, "SELECT DISTINCT polrelid FROM pg_policy"),
                         checked_views(session)};
    seed::InsertableRowFinder finder(session, database_, settings_of(options_));
    while (const auto portion = portions.next()) {
      if (*portion == portions_.size()) {
        found_.back() = domain_probes(context);
        continue;
      }
      context.insertable = finder.find(portions_[*portion], insertable_rows);
      for (const seed::Table* table : portions_[*portion]) {
        found_[place_of(*table)] = probes_of(context, *table);
      }
    }
    session.execute("ROLLBACK");
  }

  std::vector<ConstraintProbe> all() {
    std::vector<ConstraintProbe> probes;
    for (auto& found : found_) std::ranges::move(found, std::back_inserter(probes));
    return probes;
  }

 private:
  std::size_t place_of(const seed::Table& table) const {
    return static_cast<std::size_t>(&table - database_.schema.tables.data());
  }

  const std::string& conninfo_;
  const seed::FilledDatabase& database_;
  const Options& options_;
  seed::ValueMaker maker_;
  std::vector<std::vector<const seed::Table*>> portions_;
  std::vector<std::vector<ConstraintProbe>>
      found_;  ///< by the table's place in the schema; last of domains
};

}  // namespace

seed::RunSettings settings_of(const Options& options) {
  seed::RunSettings settings;
  settings.seed = options.seed;
  settings.rows = rows_to_try_on;
  return settings;
}

std::vector<ConstraintProbe> all_probes(const std::string& conninfo,
                                        const seed::FilledDatabase& database,
                                        const Options& options) {
  const std::size_t sessions =
      std::min<std::size_t>(options.jobs, 1 + database.schema.tables.size() / worth_a_session);
  Search search(conninfo, database, options);
  share_out(search.size(), sessions, [&](std::size_t, Items& items) { search.find(items); });
  return search.all();
}

}  // namespace pgstair::probe
