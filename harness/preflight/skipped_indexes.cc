// SPDX-License-Identifier: MIT
#include "preflight/skipped_indexes.h"

#include <algorithm>
#include <variant>

#include "sql/creation.h"
#include "support/text.h"

namespace pgstair::preflight {

namespace {

constexpr const char* invalid_indexes = R"(
SELECT n.nspname, c.relname,
       pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
       pg_catalog.quote_ident(tn.nspname) || '.' || pg_catalog.quote_ident(t.relname),
       c.relkind = 'I'
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
 WHERE NOT (i.indisvalid AND i.indisready) AND n.nspname <> 'pg_toast'
 ORDER BY 3)";

using Weight = report::PreflightFact::Weight;

}  // namespace

InvalidIndexes::InvalidIndexes(RealDatabase& real) {
  const auto rows = real.session().execute(invalid_indexes);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string name = rows.text(row, 2);
    const bool partitioned = rows.text(row, 4) == "t";
    indexes_.push_back(
        {rows.text(row, 0), rows.text(row, 1), "index " + name + " on " + rows.text(row, 3),
         (partitioned ? "DROP INDEX " : "DROP INDEX CONCURRENTLY ") + name, partitioned, false});
  }
}

std::vector<report::PreflightFact> InvalidIndexes::skipped_by(const chain::Revision& revision) {
  std::vector<report::PreflightFact> facts;
  const auto* script = chain::sql_of(revision.up);
  if (script == nullptr) return facts;
  for (const auto& statement : script->statements) {
    for (const auto& creation : sql::guarded_creations(statement.text)) {
      const auto found = std::ranges::find_if(indexes_, [&](const Index& index) {
        return creation.kind == sql::GuardedCreation::Kind::index &&
               creation.name.name == index.name &&
               (creation.name.schema.empty() || creation.name.schema == index.schema);
      });
      if (found == indexes_.end() || found->told) continue;
      found->told = true;
      facts.push_back(
          {.weight = Weight::stops,
           .kind = "invalid-index",
           .revision = revision.id,
           .object = found->display,
           .sentence = "IF NOT EXISTS will skip the " + found->display +
                       ", which is there and not valid: the revision counts as applied, "
                       "and nothing is indexed or unique",
           .location = statement.location,
           .advice = found->drop + ", then deploy"});
    }
  }
  return facts;
}

void InvalidIndexes::tell_the_rest(report::Preflight& result) const {
  for (const auto& index : indexes_) {
    if (index.told) continue;
    result.facts.push_back(
        {.weight = Weight::told,
         .kind = "invalid-index",
         .object = index.display,
         .sentence = "the " + index.display + " is not valid: no query uses it",
         .advice = index.partitioned
                       ? "give each partition its index, and attach it"
                       : index.drop + " and build it again, unless it is being built now"});
  }
  result.looked_at.push_back("invalid indexes (" +
                             (indexes_.empty() ? "none" : std::to_string(indexes_.size())) + ")");
}

}  // namespace pgstair::preflight
