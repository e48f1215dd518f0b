// SPDX-License-Identifier: MIT
#include "explain/match.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "catalog/filter.h"
#include "catalog/server_difference.h"
#include "preflight/drift.h"
#include "walk/comparable.h"

namespace pgstair::explain {

namespace {

using catalog::Change;
using catalog::ChangeKind;

/// Whether the real database has an index that is not valid, and the chain none of that name, or a
/// valid one.
bool leaves_invalid_index(const Change& change) {
  if (change.identity.kind != "index" || change.kind == ChangeKind::dropped) return false;
  return std::ranges::any_of(change.attributes, [](const catalog::AttributeChange& attribute) {
    return attribute.name == "valid" && attribute.after == "no";
  });
}

/// As if the index were not there: it is missing, if the chain makes it.
void take_for_missing(catalog::Difference& difference) {
  std::erase_if(difference, [](const Change& change) {
    return leaves_invalid_index(change) && change.kind == ChangeKind::added;
  });
  for (auto& change : difference) {
    if (!leaves_invalid_index(change)) continue;
    change.kind = ChangeKind::dropped;
    for (auto& attribute : change.attributes) attribute.after.reset();
  }
}

}  // namespace

std::vector<catalog::Identity> invalid_indexes_of(const catalog::Snapshot& schema) {
  std::vector<catalog::Identity> invalid;
  for (const auto& object : schema.objects()) {
    if (object.identity.kind == "index" && catalog::attributes(object).at("valid") == "no")
      invalid.push_back(object.identity);
  }
  return invalid;
}

bool Match::operator<(const Match& other) const {
  // An object that is missing as a whole, with its parts, is more than a part that differs.
  const auto weight = [](const catalog::Difference& changes) {
    const auto whole = std::ranges::count_if(changes, [](const Change& change) {
      return change.kind != ChangeKind::changed && change.identity.owner.empty();
    });
    return changes.size() + static_cast<std::size_t>(whole);
  };
  const auto counts = [&](const Match& match) {
    return std::tuple(weight(match.serious), weight(match.others), match.harmless);
  };
  return counts(*this) < counts(other);
}

RealMatch::RealMatch(preflight::RealSchema real, std::set<catalog::Identity> neighbours,
                     std::string scratch_version)
    : real_(std::move(real)),
      neighbours_(std::move(neighbours)),
      scratch_version_(std::move(scratch_version)) {}

catalog::Difference RealMatch::difference(const catalog::Snapshot& state) const {
  catalog::Snapshot expected = state;
  catalog::Snapshot actual = real_.snapshot;
  walk::make_comparable(expected, actual, neighbours_);
  catalog::Difference difference = catalog::diff(expected, actual);
  catalog::apply({}, difference);
  catalog::remove_server_differences(difference, scratch_version_, real_.server_version);
  std::erase_if(difference, [&](const Change& change) {
    return std::ranges::any_of(left_out_, [&](const catalog::Identity& identity) {
      return change.identity == identity ||
             change.identity.owner == catalog::qualified_name(identity);
    });
  });
  return difference;
}

Match RealMatch::with(const catalog::Snapshot& state) const {
  Match match;
  catalog::Difference found = difference(state);
  take_for_missing(found);
  for (auto& change : found) {
    const bool is_of_others = change.kind == ChangeKind::added && !of_chain_.empty() &&
                              !of_chain_.contains(change.identity);
    if (preflight::is_harmless(change)) {
      ++match.harmless;
    } else if (is_of_others) {
      match.others.push_back(std::move(change));
    } else {
      match.serious.push_back(std::move(change));
    }
  }
  return match;
}

void RealMatch::know(const std::vector<catalog::Snapshot>& states) {
  std::set<catalog::Snapshot::Objects> seen;  // states share what did not change between them
  for (const auto& state : states) {
    for (const auto& root : state.roots()) {
      if (!seen.insert(root.objects).second) continue;
      for (const auto& object : *root.objects) of_chain_.insert(object.identity);
    }
  }
}

void RealMatch::leave_out(const catalog::Difference& changes) {
  for (const auto& change : changes) left_out_.insert(change.identity);
}

bool RealMatch::is_empty(const catalog::Snapshot& base) const {
  return std::ranges::none_of(difference(base), [](const Change& change) {
    return change.kind == ChangeKind::added && !preflight::is_harmless(change);
  });
}

}  // namespace pgstair::explain
