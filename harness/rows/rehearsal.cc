// SPDX-License-Identifier: MIT
#include "rows/rehearsal.h"

#include <string>
#include <vector>

#include "rows/concerned_tables.h"
#include "rows/reach.h"
#include "rows/revision_rehearsal.h"
#include "rows/sandbox.h"
#include "support/text.h"
#include "walk/record.h"
#include "walk/version_tables.h"

namespace pgstair::rows {

namespace {

/// The names of the tables that are there, quoted as the catalog quotes them, and of the types.
std::vector<std::string> names_in(const catalog::Snapshot& snapshot) {
  std::vector<std::string> names;
  for (const auto& root : snapshot.roots()) {
    for (const auto& object : *root.objects) {
      const auto& identity = object.identity;
      const bool counts =
          identity.kind == "table" || identity.kind == "enum" || identity.kind == "domain";
      if (counts && !walk::is_version_table(identity))
        names.push_back(replace_all(identity.name, "\"", ""));
    }
  }
  return names;
}

}  // namespace

RowsRehearsal::RowsRehearsal(const RowsOptions& options)
    : options_(options), memory_(std::make_unique<RehearsalMemory>()) {}
RowsRehearsal::~RowsRehearsal() = default;

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

walk::RowsRecord RowsRehearsal::rehearse(walk::Walker& walker, std::size_t index,
                                         const walk::RevisionRecord& record) {
  const chain::Revision& revision = *record.revision;
  walk::RowsRecord nothing;
  if (!revision.up || !revision.not_runnable.empty()) {
    nothing.not_run = revision.up ? revision.not_runnable : "there is no upgrade";
    return nothing;
  }
  const RevisionStatements statements(revision);
  const Reach reach = find_reach(walker.database.session(), statements);
  const NamesAtStake at_stake = find_names_at_stake(walker.database.session(), statements);
  if (!may_concern_rows(statements, names_in(record.before)) && reach.none() &&
      (at_stake.none() || !may_endanger(at_stake, read_write_code(walker.database.session())))) {
    return nothing;
  }
  const auto sandbox = make_sandbox(walker, index, revision, record.before);
  walk::RowsRecord result =
      rehearse_revision(*sandbox, {revision, statements, reach, at_stake}, options_, *memory_);
  sandbox->close();
  sweep(walker.database.session());
  return result;
}

}  // namespace pgstair::rows
