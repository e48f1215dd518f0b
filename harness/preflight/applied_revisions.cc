// SPDX-License-Identifier: MIT
#include "preflight/applied_revisions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "chain/read.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::preflight {

namespace {

/// Alembic's, whose ids are its versions; and of the formats that are files, the format's own.
std::optional<chain::VersionTable> table_of(const std::string& format) {
  if (format == "alembic") {
    return chain::VersionTable{.name = "alembic_version",
                               .version = "version_num::text",
                               .holds_last = true,
                               .zeros_matter = true,
                               .version_of = [](const std::string& id) { return id; }};
  }
  const auto& formats = chain::formats();
  const auto found = std::ranges::find(formats, format, &chain::Format::name);
  if (found == formats.end()) return std::nullopt;
  return found->version_table;
}

const char* const way_out = "; say where the database stands: --from REVISION";

std::string comparable(const std::string& version, const chain::VersionTable& versions) {
  if (versions.zeros_matter) return version;
  const auto digit = version.find_first_not_of('0');
  return digit == std::string::npos ? version : version.substr(digit);
}

/// The table, quoted, where the search path finds it, else in whatever schema has one.
std::string find_table(postgres::Session& session, std::string_view name) {
  const auto rows = session.execute(
      "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c "
      "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND c.relname "
      "= " +
      sql::quote_literal(name) + " ORDER BY pg_table_is_visible(c.oid) DESC, n.nspname LIMIT 1");
  if (rows.size() == 0)
    throw UsageError("the database has no table " + std::string(name) + way_out);
  return rows.text(0, 0);
}

postgres::Rows versions_where(postgres::Session& session, const std::string& table,
                              const chain::VersionTable& versions, std::string_view condition) {
  return session.execute("SELECT " + std::string(versions.version) + " FROM " + table +
                         " AS v WHERE " + replace_all(std::string(condition), "@", table));
}

void refuse_failed(postgres::Session& session, const std::string& table,
                   const chain::VersionTable& versions) {
  if (versions.failed.empty()) return;
  const auto rows =
      versions_where(session, table, versions, std::string(versions.failed) + " LIMIT 1");
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
    positions.emplace(comparable(versions->version_of(chain.revisions()[index].id), *versions),
                      index);
  const auto rows = versions_where(session, table, *versions, versions->where);
  std::set<std::size_t> applied;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto found = positions.find(comparable(rows.text(row, 0), *versions));
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
