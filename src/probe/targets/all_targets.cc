// SPDX-License-Identifier: MIT
#include "probe/targets/all_targets.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "probe/targets/domain_targets.h"
#include "probe/targets/table_targets.h"
#include "seed/conditions/evaluation.h"
#include "seed/load/pinned_settings.h"
#include "support/share_out.h"

namespace pgstair::probe {

namespace {

constexpr std::uint64_t rows_to_try_on = 12;
constexpr std::size_t spare_rows = 4;
constexpr std::size_t tables_in_a_portion = 25;
constexpr std::size_t worth_a_session = 50;  // tables

bool is_left_alone(const Laboratory& laboratory, const seed::Table& table) {
  const auto& leave_alone = laboratory.options.leave_alone;
  const auto& is_anothers = laboratory.options.is_anothers;
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

std::vector<Target> targets_of(const Laboratory& laboratory, const seed::Table& table) {
  std::vector<Target> targets;
  if (table.partition_root != 0 || table.foreign || is_left_alone(laboratory, table)) {
    return targets;
  }
  const auto add = [&](std::vector<Target> more) {
    std::ranges::move(more, std::back_inserter(targets));
  };
  const Specimen specimen(laboratory, table);
  add(column_targets(specimen, laboratory));
  add(check_targets(specimen, laboratory));
  add(key_targets(specimen, laboratory));
  add(reference_targets(specimen, laboratory));
  add(partition_targets(specimen, laboratory));
  if (laboratory.with_policies.contains(table.oid)) add(policy_targets(specimen, laboratory));
  if (laboratory.checked_views.contains(table.oid)) add(view_targets(specimen, laboratory));
  return targets;
}

/// The portions of the tables and, in the last place, the domains.
class Search {
 public:
  Search(const std::string& conninfo, const seed::Specimens& specimens, const Options& options)
      : conninfo_(conninfo),
        specimens_(specimens),
        options_(options),
        maker_(specimens.schema, specimens.pools),
        portions_(seed::portions(specimens.schema, tables_in_a_portion)),
        found_(specimens.schema.tables.size() + 1) {}

  std::size_t size() const { return portions_.size() + 1; }

  /// Finds those of the portions that are given out; any number of threads may at the same time.
  void find(Items& portions) {
    postgres::Session session(conninfo_);
    session.execute("BEGIN");
    seed::pin_settings(session);
    seed::create_helpers(session);
    const HeldRows held_rows(session, specimens_.schema);
    Laboratory laboratory{session,
                          specimens_,
                          maker_,
                          options_,
                          held_rows,
                          {},
                          oids(session, "SELECT DISTINCT polrelid FROM pg_policy"),
                          checked_views(session)};
    seed::SpareFinder finder(session, specimens_, settings_of(options_));
    while (const auto portion = portions.next()) {
      if (*portion == portions_.size()) {
        found_.back() = domain_targets(laboratory);
        continue;
      }
      laboratory.spares = finder.find(portions_[*portion], spare_rows);
      for (const seed::Table* table : portions_[*portion]) {
        found_[place_of(*table)] = targets_of(laboratory, *table);
      }
    }
    session.execute("ROLLBACK");
  }

  std::vector<Target> all() {
    std::vector<Target> targets;
    for (auto& found : found_) std::ranges::move(found, std::back_inserter(targets));
    return targets;
  }

 private:
  std::size_t place_of(const seed::Table& table) const {
    return static_cast<std::size_t>(&table - specimens_.schema.tables.data());
  }

  const std::string& conninfo_;
  const seed::Specimens& specimens_;
  const Options& options_;
  seed::ValueMaker maker_;
  std::vector<std::vector<const seed::Table*>> portions_;
  std::vector<std::vector<Target>> found_;  ///< by the table's place in the schema; last of domains
};

}  // namespace

seed::RunSettings settings_of(const Options& options) {
  seed::RunSettings settings;
  settings.seed = options.seed;
  settings.rows = rows_to_try_on;
  return settings;
}

std::vector<Target> all_targets(const std::string& conninfo, const seed::Specimens& specimens,
                                const Options& options) {
  const std::size_t sessions =
      std::min<std::size_t>(options.jobs, 1 + specimens.schema.tables.size() / worth_a_session);
  Search search(conninfo, specimens, options);
  share_out(search.size(), sessions, [&](std::size_t, Items& items) { search.find(items); });
  return search.all();
}

}  // namespace pgstair::probe
