// SPDX-License-Identifier: MIT
#include "probe/all_targets.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "probe/domain_targets.h"
#include "probe/table_targets.h"
#include "seed/evaluation.h"
#include "support/share_out.h"

namespace pgstair::probe {

namespace {

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
  if (laboratory.with_checked_views.contains(table.oid)) add(view_targets(specimen, laboratory));
  return targets;
}

/// Those of the tables and, in the last place, those of domains.
class Places {
 public:
  Places(const std::string& conninfo, const seed::Specimens& specimens, const Options& options)
      : conninfo_(conninfo),
        specimens_(specimens),
        options_(options),
        maker_(specimens.schema, specimens.pools),
        found_(specimens.schema.tables.size() + 1) {}

  std::size_t size() const { return found_.size(); }

  /// Finds those of the places that are given out; any number of threads may at the same time.
  void find(Items& places) {
    postgres::Session session(conninfo_);
    session.execute("BEGIN");
    seed::pin_settings(session);
    seed::create_helpers(session);
    const HeldRows held_rows(session, specimens_.schema);
    const Laboratory laboratory{
        session,
        specimens_,
        maker_,
        options_,
        held_rows,
        oids(session, "SELECT DISTINCT polrelid FROM pg_policy"),
        oids(session,
             "SELECT DISTINCT d.refobjid FROM pg_class v JOIN pg_rewrite r ON r.ev_class = v.oid "
             "JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid "
             "AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> v.oid "
             "WHERE v.relkind = 'v' AND v.reloptions::text LIKE '%check\\_option%'")};
    const auto& tables = specimens_.schema.tables;
    while (const auto place = places.next()) {
      found_[*place] = *place < tables.size() ? targets_of(laboratory, tables[*place])
                                              : domain_targets(laboratory);
    }
    session.execute("ROLLBACK");
  }

  std::vector<Target> all() {
    std::vector<Target> targets;
    for (auto& found : found_) std::ranges::move(found, std::back_inserter(targets));
    return targets;
  }

 private:
  const std::string& conninfo_;
  const seed::Specimens& specimens_;
  const Options& options_;
  seed::ValueMaker maker_;
  std::vector<std::vector<Target>> found_;
};

}  // namespace

std::vector<Target> all_targets(const std::string& conninfo, const seed::Specimens& specimens,
                                const Options& options) {
  constexpr std::size_t worth_a_session = 50;  // tables
  const std::size_t sessions =
      std::min<std::size_t>(options.jobs, 1 + specimens.schema.tables.size() / worth_a_session);
  Places places(conninfo, specimens, options);
  share_out(places.size(), sessions, [&](std::size_t, Items& items) { places.find(items); });
  return places.all();
}

}  // namespace pgstair::probe
