// SPDX-License-Identifier: MIT
#include "preflight/applied_revisions.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "preflight/version_rows.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::preflight {

std::vector<std::size_t> with_ancestors(const chain::Chain& chain,
                                        const std::set<std::size_t>& of) {
  std::set<std::size_t> wanted = of;
  for (std::size_t index = chain.size(); index-- > 0;) {
    if (!wanted.contains(index)) continue;
    for (const std::size_t parent : chain.parents(index)) wanted.insert(parent);
  }
  return {wanted.begin(), wanted.end()};
}

namespace {

const char* const way_out = "; say where the database stands: --from REVISION";

/// With its place in the order of application.
using Ordered = std::map<std::size_t, long>;

using Positions = std::map<std::string, std::size_t>;

void sort_by_order(const Ordered& applied, AppliedRevisions& result) {
  for (const auto& [position, order] : applied) result.positions.push_back(position);
  std::ranges::stable_sort(result.positions, {},
                           [&](std::size_t position) { return applied.at(position); });
}

/// Adds the versions that the chain has; of the others, those that have not failed are unknown.
void add_versions(const VersionRows& rows, const Positions& positions, Ordered& applied,
                  NotedRevisions& result) {
  for (const auto& each : rows.versions) {
    const auto found = positions.find(each.version);
    const bool has_failed = std::ranges::any_of(
        rows.failed, [&](const VersionRow& row) { return row.as_noted == each.as_noted; });
    if (found != positions.end()) {
      applied[found->second] = each.order;
    } else if (!has_failed) {
      result.unknown.push_back(each.as_noted);
    }
  }
}

/// Adds those that a baseline stands for; one before the chain's first, or between two, for none.
void add_baselines(const chain::Chain& chain, const VersionRows& rows, const Positions& positions,
                   Ordered& applied) {
  for (const auto& each : rows.baselines) {
    const auto found = positions.find(each.version);
    if (found == positions.end()) continue;
    for (const std::size_t index : with_ancestors(chain, {found->second}))
      applied.emplace(index, each.order);
  }
}

/// Adds what the applied ones build on, if only the last are noted; else those are late.
void add_ancestors(const chain::Chain& chain, const std::string& format, Ordered& applied,
                   AppliedRevisions& result) {
  std::set<std::size_t> noted;
  for (const auto& [index, order] : applied) noted.insert(index);
  result.of_late = fate_of_late(format);
  for (const std::size_t index : with_ancestors(chain, noted)) {
    if (applied.contains(index)) continue;
    if (holds_last_only(format)) {
      applied[index] = 0;
    } else {
      result.late.push_back(index);
    }
  }
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

std::string words(const AppliedRevisions& applied, const chain::Chain& chain,
                  const std::string& table) {
  const std::size_t count = applied.positions.size();
  if (count == 0)
    return table + " says that none of " + counted(chain.size(), "revision") + " is applied";
  const std::string& last = chain.revisions()[applied.positions.back()].id;
  return table + " says that " + counted(count, "revision") + " of " +
         std::to_string(chain.size()) + (count == 1 ? " is" : " are") + " applied, the last " +
         last;
}

}  // namespace

NotedRevisions read_noted_revisions(postgres::Session& session, const chain::Chain& chain,
                                    const std::string& format) {
  if (version_table_name(format).empty())
    throw UsageError("where " + format + " notes what it has applied is not known" + way_out);
  const auto rows = read_version_rows(session, format);
  NotedRevisions result;
  if (!rows) return result;
  result.table = rows->table;
  result.not_read = rows->not_read;
  result.is_of_another_tool = rows->is_of_another_tool;
  if (!result.not_read.empty()) return result;
  const Positions positions = positions_by_version(format, chain);
  Ordered applied;
  add_versions(*rows, positions, applied, result);
  add_baselines(chain, *rows, positions, applied);
  add_ancestors(chain, format, applied, result.applied);
  for (const auto& each : rows->failed) {
    result.failed.push_back(each.as_noted);
    const auto found = positions.find(each.version);
    if (found != positions.end()) applied.erase(found->second);
  }
  add_repeatables(session, chain, format, rows->repeatables, applied, result.applied);
  sort_by_order(applied, result.applied);
  result.applied.source = words(result.applied, chain, result.table);
  return result;
}

AppliedRevisions read_applied(postgres::Session& session, const chain::Chain& chain,
                              const std::string& format) {
  const NotedRevisions noted = read_noted_revisions(session, chain, format);
  if (noted.table.empty())
    throw UsageError("the database has no table " + version_table_name(format) + way_out);
  if (!noted.not_read.empty()) throw EnvironmentError(noted.not_read);
  if (!noted.failed.empty())
    throw UsageError(noted.table + " notes that " + noted.failed.front() +
                     " failed half-way: pgstair explain tells how to mend that" + way_out);
  if (!noted.unknown.empty())
    throw UsageError(noted.table + " has the version " + noted.unknown.front() +
                     ", which is not one of the chain" + way_out);
  return noted.applied;
}

AppliedRevisions applied_up_to(const chain::Chain& chain, const std::string& name) {
  const std::string id = chain::resolve(chain, name);
  AppliedRevisions result;
  if (!id.empty()) result.positions = with_ancestors(chain, {chain.index_of(id)});
  result.source = "taken to be at " + (id.empty() ? std::string("base") : id);
  return result;
}

}  // namespace pgstair::preflight
