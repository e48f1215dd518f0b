// SPDX-License-Identifier: MIT
#include "verify/probes.h"

#include <algorithm>
#include <set>

#include "catalog/snapshot.h"
#include "postgres/session.h"
#include "probe/probe.h"
#include "sql/script.h"
#include "support/contains.h"
#include "walk/version_tables.h"

namespace pgstair::verify {

namespace {

constexpr std::uint64_t seed = 1;  // the same rows in every run

/// A revision that is not applied; null if all are.
const chain::Revision* missing(const chain::Chain& chain, const std::vector<std::size_t>& applied) {
  for (std::size_t index = 0; index < chain.size(); ++index) {
    if (!contains(applied, index)) return &chain.revisions()[index];
  }
  return nullptr;
}

/// "public.users" of each table.
std::set<std::string> tables_of(const std::set<catalog::Identity>& objects) {
  std::set<std::string> names;
  for (const auto& identity : objects) {
    if (identity.kind == "table") names.insert(identity.schema + "." + identity.name);
  }
  return names;
}

}  // namespace

decltype(walk::WalkOptions::at_head) probes_into(checks::CheckContext& context,
                                                 const chain::Chain& chain, unsigned jobs) {
  return [&context, &chain, jobs](const postgres::ScratchDatabase& head,
                                  postgres::ScratchDatabases& databases,
                                  const std::vector<std::size_t>& applied,
                                  const std::set<catalog::Identity>& neighbours) {
    if (const chain::Revision* revision = missing(chain, applied)) {
      context.probes_not_run = revision->id + " is not applied, so this is not the schema at head";
      return;
    }
    const auto is_a_neighbours = [theirs = tables_of(neighbours)](const std::string& schema,
                                                                  const std::string& table) {
      return theirs.contains(sql::quote_identifier(schema) + "." + sql::quote_identifier(table));
    };
    context.probes = probe::probe(head.conninfo(), {.seed = seed,
                                                    .leave_alone = walk::why_left_alone,
                                                    .is_anothers = is_a_neighbours,
                                                    .jobs = jobs,
                                                    .copy = [&] { return databases.clone(head); }});
  };
}

}  // namespace pgstair::verify
