// SPDX-License-Identifier: MIT
#include "catalog/track/last_pages.h"

#include <vector>

#include "catalog/track/catalog_state.h"

namespace pgstair::catalog {

namespace {

const char* pages_of(LastPages::Where where) {
  return where == LastPages::Where::last_pages ? "4" : "2147483647";
}

}  // namespace

Places LastPages::take_new(ReadTransaction& transaction, const RowQueries& queries,
                           const std::string& oldest_unseen, Where where, Counts& put) {
  if (put.empty()) return {};
  for (const auto& [source, count] : put) were_asked_for_new_.insert(source);
  std::vector<std::string> parameters{oldest_unseen};
  for (const std::size_t source : were_asked_for_new_) {
    parameters.emplace_back(put.contains(source) ? pages_of(where) : "0");
  }
  const auto rows = transaction.execute_variant("latest", queries.latest(were_asked_for_new_),
                                                parameters, Planning::lookups_only);
  Places places;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto source = static_cast<std::size_t>(to_integer(*rows.at(row, 0)));
    const auto written = put.find(source);
    if (written == put.end()) continue;
    const std::int64_t found = to_integer(*rows.at(row, 1));
    if (where == Where::last_pages && found != written->second) continue;
    came_[source] = {found, std::string(rows.at(row, 2).value_or("{}"))};
    if (const auto& at = rows.at(row, 3)) places.emplace(source, *at);
    put.erase(written);
  }
  return places;
}

SourceSet LastPages::gone(ReadTransaction& transaction, const RowQueries& queries,
                          const Counts& deleted) {
  SourceSet asked;
  for (const auto& [source, count] : deleted) {
    if (came_.contains(source)) asked.insert(source);
  }
  if (asked.empty()) return {};
  were_asked_for_gone_.insert(asked.begin(), asked.end());
  std::vector<std::string> parameters;
  for (const std::size_t source : were_asked_for_gone_) {
    parameters.push_back(asked.contains(source) ? came_.at(source).places : "{}");
  }
  const auto rows = transaction.execute_variant("still_at", queries.still_at(were_asked_for_gone_),
                                                parameters, Planning::lookups_only);
  SourceSet result;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto source = static_cast<std::size_t>(to_integer(*rows.at(row, 0)));
    if (!asked.contains(source)) continue;
    const std::int64_t left = to_integer(*rows.at(row, 1));
    if (came_.at(source).count - left == deleted.at(source)) result.insert(source);
  }
  return result;
}

}  // namespace pgstair::catalog
