// SPDX-License-Identifier: MIT
#include "preflight/applied_revisions.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "preflight/version_rows.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::preflight {

namespace {

const char* const way_out = "; say where the database stands: --from REVISION";

std::vector<std::size_t> with_ancestors(const chain::Chain& chain,
                                        const std::set<std::size_t>& of) {
  std::set<std::size_t> wanted = of;
  for (std::size_t index = chain.size(); index-- > 0;) {
    if (!wanted.contains(index)) continue;
    for (const std::size_t parent : chain.parents(index)) wanted.insert(parent);
  }
  return {wanted.begin(), wanted.end()};
}

/// With its place in the order of application.
using Ordered = std::map<std::size_t, long>;

void sort_by_order(const Ordered& applied, AppliedRevisions& result) {
  for (const auto& [position, order] : applied) result.positions.push_back(position);
  std::ranges::stable_sort(result.positions, {},
                           [&](std::size_t position) { return applied.at(position); });
}

/// Adds the chain's repeatables that are noted, each at its last application.
void add_repeatables(postgres::Session& session, const chain::Chain& chain,
                     const std::string& format, const std::vector<VersionRow>& noted,
                     Ordered& applied, AppliedRevisions& result) {
  for (std::size_t index = 0; index < chain.size(); ++index) {
    const std::filesystem::path file = chain.revisions()[index].file;
    const auto last = std::find_if(noted.rbegin(), noted.rend(), [&](const VersionRow& each) {
      return each.version == file.filename().string();
    });
    if (last == noted.rend()) continue;
    applied[index] = last->order;
    const std::string text = read_file(file);
    if (text.find("${") != std::string::npos) {
      result.perhaps_again.push_back(index);
    } else if (last->checksum != checksum_of(session, format, text)) {
      result.again.push_back(index);
    }
  }
}

/// The rows of the version table, which must be there and note no failure.
VersionRows rows_of(postgres::Session& session, const std::string& format) {
  if (version_table_name(format).empty())
    throw UsageError("where " + format + " notes what it has applied is not known" + way_out);
  auto rows = read_version_rows(session, format);
  if (!rows) throw UsageError("the database has no table " + version_table_name(format) + way_out);
  if (!rows->failed.empty())
    throw UsageError(rows->table + " notes that " + rows->failed +
                     " failed half-way: mend that first" + way_out);
  return std::move(*rows);
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

AppliedRevisions read_applied(postgres::Session& session, const chain::Chain& chain,
                              const std::string& format) {
  const VersionRows rows = rows_of(session, format);
  std::map<std::string, std::size_t> positions;
  for (std::size_t index = 0; index < chain.size(); ++index)
    positions.emplace(comparable_version(format, chain.revisions()[index]), index);
  Ordered applied;
  std::set<std::size_t> noted;
  for (const auto& each : rows.versions) {
    const auto found = positions.find(each.version);
    if (found == positions.end()) {
      throw UsageError(rows.table + " has the version " + each.as_noted +
                       ", which is not one of the chain" + way_out);
    }
    applied[found->second] = each.order;
    noted.insert(found->second);
  }
  for (const auto& each : rows.baselines) {
    const auto found = positions.find(each.version);
    if (found == positions.end()) continue;  // before the chain's first, or between two
    for (const std::size_t index : with_ancestors(chain, {found->second})) {
      applied.emplace(index, each.order);
      noted.insert(index);
    }
  }
  AppliedRevisions result;
  result.of_late = fate_of_late(format);
  for (const std::size_t index : with_ancestors(chain, noted)) {
    if (noted.contains(index)) continue;
    if (holds_last_only(format)) {
      applied[index] = 0;
    } else {
      result.late.push_back(index);
    }
  }
  add_repeatables(session, chain, format, rows.repeatables, applied, result);
  sort_by_order(applied, result);
  result.source = words(result, chain, rows.table);
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
