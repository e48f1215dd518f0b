// SPDX-License-Identifier: MIT
#include "preflight/applied_revisions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::preflight {

namespace {

/// A version table: what is in it, and how its versions stand in the revisions' ids.
struct VersionTable {
  std::string name;
  std::string versions;     ///< SQL of a version as text
  std::string where;        ///< which rows count
  std::string failed;       ///< a condition of rows that note a failure; may be empty
  bool holds_last = false;  ///< only the last ones, not each that was applied
};

std::optional<VersionTable> table_of(const std::string& format) {
  static const std::map<std::string, VersionTable> tables{
      {"native", {"schema_migrations", "version::text", "true", "", false}},
      {"plain", {"schema_migrations", "version::text", "true", "", false}},
      {"golang-migrate", {"schema_migrations", "version::text", "true", "dirty", true}},
      {"goose",
       {"goose_db_version", "version_id::text",
        "version_id > 0 AND is_applied AND NOT EXISTS (SELECT FROM @ later WHERE later.version_id "
        "= "
        "v.version_id AND later.id > v.id)",
        "", false}},
      {"diesel", {"__diesel_schema_migrations", "version::text", "true", "", false}},
      {"sqlx", {"_sqlx_migrations", "version::text", "true", "NOT success", false}},
      {"flyway",
       {"flyway_schema_history", "version::text", "version IS NOT NULL AND type <> 'BASELINE'",
        "NOT success", false}},
      {"alembic", {"alembic_version", "version_num::text", "true", "", true}}};
  const auto found = tables.find(format);
  if (found == tables.end()) return std::nullopt;
  return found->second;
}

const char* const way_out = "; say where the database stands: --from REVISION";

/// The version as the format's tool derives it from a revision's id, less leading zeros.
std::string version_of(const std::string& id, const std::string& format) {
  if (format == "alembic") return id;
  std::string version = id.substr(0, id.find('_'));
  if (format == "diesel") {
    version = replace_all(version, "-", "");
  } else if (format == "flyway") {
    const auto end = id.find("__");
    const std::size_t begin = !id.empty() && (id[0] == 'V' || id[0] == 'v') ? 1 : 0;
    version = replace_all(id.substr(begin, end == std::string::npos ? end : end - begin), "_", ".");
  }
  const auto digit = version.find_first_not_of('0');
  return digit == std::string::npos ? version : version.substr(digit);
}

std::string without_zeros(const std::string& version) {
  const auto digit = version.find_first_not_of('0');
  return digit == std::string::npos ? version : version.substr(digit);
}

/// The table, quoted, where the search path finds it, else in whatever schema has one.
std::string find_table(postgres::Session& session, const std::string& name) {
  const auto rows = session.execute(
      "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c "
      "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND c.relname "
      "= " +
      sql::quote_literal(name) + " ORDER BY pg_table_is_visible(c.oid) DESC, n.nspname LIMIT 1");
  if (rows.size() == 0) throw UsageError("the database has no table " + name + way_out);
  return rows.text(0, 0);
}

void refuse_failed(postgres::Session& session, const std::string& table,
                   const VersionTable& versions) {
  if (versions.failed.empty()) return;
  const auto rows = session.execute("SELECT " + versions.versions + " FROM " + table +
                                    " AS v WHERE " + versions.failed + " LIMIT 1");
  if (rows.size() == 0) return;
  throw UsageError(table + " notes that " + rows.text(0, 0) + " failed half-way: mend that first" +
                   way_out);
}

std::vector<std::size_t> with_ancestors(const chain::Chain& chain,
                                        const std::set<std::size_t>& of) {
  std::set<std::size_t> wanted = of;
  for (std::size_t index = chain.size(); index-- > 0;) {
    if (!wanted.contains(index)) continue;
    for (const std::size_t parent : chain.parents(index)) wanted.insert(parent);
  }
  return {wanted.begin(), wanted.end()};
}

}  // namespace

AppliedRevisions read_applied(postgres::Session& session, const chain::Chain& chain,
                              const std::string& format) {
  const auto versions = table_of(format);
  if (!versions)
    throw UsageError("where " + format + " notes what it has applied is not known" + way_out);
  const std::string table = find_table(session, versions->name);
  refuse_failed(session, table, *versions);
  std::map<std::string, std::size_t> positions;
  for (std::size_t index = 0; index < chain.size(); ++index)
    positions.emplace(version_of(chain.revisions()[index].id, format), index);
  const auto rows = session.execute("SELECT " + versions->versions + " FROM " + table +
                                    " AS v WHERE " + replace_all(versions->where, "@", table));
  std::set<std::size_t> applied;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string version =
        format == "alembic" ? rows.text(row, 0) : without_zeros(rows.text(row, 0));
    const auto found = positions.find(version);
    if (found == positions.end()) {
      throw UsageError(table + " has the version " + rows.text(row, 0) +
                       ", which is not one of the chain" + way_out);
    }
    applied.insert(found->second);
  }
  AppliedRevisions result;
  result.positions = versions->holds_last ? with_ancestors(chain, applied)
                                          : std::vector(applied.begin(), applied.end());
  const std::string last =
      result.positions.empty() ? "nothing" : chain.revisions()[result.positions.back()].id;
  result.source = table + " says that " + counted(result.positions.size(), "revision") + " of " +
                  std::to_string(chain.size()) + (result.positions.size() == 1 ? " is" : " are") +
                  " applied, the last " + last;
  return result;
}

AppliedRevisions applied_up_to(const chain::Chain& chain, const std::string& name) {
  const std::string id = chain::resolve(chain, name);
  AppliedRevisions result;
  if (!id.empty()) result.positions = with_ancestors(chain, {chain.index_of(id)});
  result.source = "taken to be at " + (id.empty() ? std::string("base") : id);
  return result;
}

}  // namespace pgstair::preflight
