// SPDX-License-Identifier: MIT
#include "preflight/applied_revisions.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include "chain/noted.h"
#include "chain/read.h"
#include "sql/script.h"
#include "support/file.h"
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
  const chain::Format* found = chain::find_format(format);
  if (found == nullptr) return std::nullopt;
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

/// The checksum of a file in Flyway's table: a CRC-32.
std::int32_t flyway_checksum(std::string_view text) {
  const std::string noted = chain::checksummed_text("flyway", text).value();
  constexpr std::uint32_t polynomial = 0xEDB88320;
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : noted) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? polynomial : 0);
  }
  return static_cast<std::int32_t>(~crc);
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

/// Something that a version table has a row of.
struct Noted {
  std::string name;  ///< a version, or a repeatable's file
  long order = 0;
  std::string checksum;  ///< of a repeatable
};

std::vector<Noted> read_noted(postgres::Session& session, const std::string& table,
                              const chain::VersionTable& versions, std::string_view condition) {
  const std::string order(versions.order.empty() ? "0" : versions.order);
  const auto rows =
      session.execute("SELECT " + std::string(versions.version) + ", " + order + " FROM " + table +
                      " AS v WHERE " + replace_all(std::string(condition), "@", table));
  std::vector<Noted> noted;
  for (std::size_t row = 0; row < rows.size(); ++row)
    noted.push_back({rows.text(row, 0), std::stol(rows.text(row, 1)), {}});
  return noted;
}

std::vector<Noted> read_baselines(postgres::Session& session, const std::string& table,
                                  const chain::VersionTable& versions) {
  if (versions.baseline.empty()) return {};
  return read_noted(session, table, versions, versions.baseline);
}

std::vector<Noted> read_repeatables(postgres::Session& session, const std::string& table,
                                    const chain::VersionTable& versions) {
  if (versions.repeatables.empty()) return {};
  const auto rows = session.execute(replace_all(std::string(versions.repeatables), "@", table));
  std::vector<Noted> noted;
  for (std::size_t row = 0; row < rows.size(); ++row)
    noted.push_back({rows.text(row, 0), std::stol(rows.text(row, 2)), rows.text(row, 1)});
  return noted;
}

/// With its place in the order of application.
using Ordered = std::map<std::size_t, long>;

void sort_by_order(const Ordered& applied, AppliedRevisions& result) {
  for (const auto& [position, order] : applied) result.positions.push_back(position);
  std::ranges::stable_sort(result.positions, {},
                           [&](std::size_t position) { return applied.at(position); });
}

/// Adds the chain's repeatables that are noted, each at its last application.
void add_repeatables(const chain::Chain& chain, const std::vector<Noted>& noted, Ordered& applied,
                     AppliedRevisions& result) {
  for (std::size_t index = 0; index < chain.size(); ++index) {
    const std::filesystem::path file = chain.revisions()[index].file;
    const auto last = std::find_if(noted.rbegin(), noted.rend(), [&](const Noted& each) {
      return each.name == file.filename().string();
    });
    if (last == noted.rend()) continue;
    applied[index] = last->order;
    const std::string text = read_file(file);
    if (text.find("${") != std::string::npos) {
      result.perhaps_again.push_back(index);
    } else if (last->checksum != std::to_string(flyway_checksum(text))) {
      result.again.push_back(index);
    }
  }
}

std::string words(const AppliedRevisions& applied, const chain::Chain& chain,
                  const std::string& table) {
  const std::size_t count = applied.positions.size();
  const std::string last = count == 0 ? "nothing" : chain.revisions()[applied.positions.back()].id;
  return table + " says that " + counted(count, "revision") + " of " +
         std::to_string(chain.size()) + (count == 1 ? " is" : " are") + " applied, the last " +
         last;
}

}  // namespace

std::string comparable_version(const std::string& format, const chain::Revision& revision) {
  const std::string version = chain::noted_version(format, revision);
  const auto versions = table_of(format);
  return versions && !revision.is_repeatable ? comparable(version, *versions) : version;
}

AppliedRevisions read_applied(postgres::Session& session, const chain::Chain& chain,
                              const std::string& format) {
  const auto versions = table_of(format);
  if (!versions)
    throw UsageError("where " + format + " notes what it has applied is not known" + way_out);
  const std::string table = find_table(session, versions->name);
  refuse_failed(session, table, *versions);
  std::map<std::string, std::size_t> positions;
  for (std::size_t index = 0; index < chain.size(); ++index)
    positions.emplace(comparable_version(format, chain.revisions()[index]), index);
  Ordered applied;
  std::set<std::size_t> noted;
  for (const auto& each : read_noted(session, table, *versions, versions->where)) {
    const auto found = positions.find(comparable(each.name, *versions));
    if (found == positions.end()) {
      throw UsageError(table + " has the version " + each.name + ", which is not one of the chain" +
                       way_out);
    }
    applied[found->second] = each.order;
    noted.insert(found->second);
  }
  for (const auto& each : read_baselines(session, table, *versions)) {
    const auto found = positions.find(comparable(each.name, *versions));
    if (found == positions.end()) continue;  // before the chain's first, or between two
    for (const std::size_t index : with_ancestors(chain, {found->second})) {
      applied.emplace(index, each.order);
      noted.insert(index);
    }
  }
  AppliedRevisions result;
  result.of_late = versions->late;
  for (const std::size_t index : with_ancestors(chain, noted)) {
    if (noted.contains(index)) continue;
    if (versions->holds_last) {
      applied[index] = 0;
    } else {
      result.late.push_back(index);
    }
  }
  add_repeatables(chain, read_repeatables(session, table, *versions), applied, result);
  sort_by_order(applied, result);
  result.source = words(result, chain, table);
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
