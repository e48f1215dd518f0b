// SPDX-License-Identifier: MIT
#include "catalog/rename.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// Tables are known by their columns; everything else by its attributes.
const std::set<std::string, std::less<>> kinds_with_columns{"table", "foreign table"};

/// Below this share of equal columns two tables are two tables.
constexpr double alike = 0.6;

using Columns = std::map<std::string, std::string>;  // name to attributes

/// The columns of each relation of `snapshot`, by its qualified name.
std::map<std::string, Columns> columns_by_relation(const Snapshot& snapshot) {
  std::map<std::string, Columns> result;
  for (const auto& root : snapshot.roots()) {
    for (const auto& object : *root.objects) {
      if (object.identity.kind != "column") continue;
      result[object.identity.owner].emplace(object.identity.name, object.json);
    }
  }
  return result;
}

struct Likeness {
  double share = 0;
  std::string evidence;
};

Likeness compare_columns(const Columns& before, const Columns& after) {
  const auto same = std::ranges::count_if(before, [&](const auto& column) {
    const auto found = after.find(column.first);
    return found != after.end() && found->second == column.second;
  });
  const std::size_t all = std::max(before.size(), after.size());
  if (all == 0) return {};
  return {static_cast<double>(same) / static_cast<double>(all),
          std::to_string(same) + " of " + counted(all, "column") + (same == 1 ? " is" : " are") +
              " the same"};
}

/// The attributes with the object's own name replaced, as a definition may contain it.
std::map<std::string, std::string> nameless(const Change& change) {
  std::map<std::string, std::string> result;
  for (const auto& attribute : change.attributes) {
    const std::string value = attribute.before.value_or(attribute.after.value_or(""));
    result[attribute.name] = replace_all(value, change.identity.name, "…");
  }
  return result;
}

class Finder {
 public:
  Finder(const Snapshot& before, const Snapshot& after)
      : before_(columns_by_relation(before)), after_(columns_by_relation(after)) {}

  Likeness likeness(const Change& gone, const Change& fresh) const {
    if (!kinds_with_columns.contains(gone.identity.kind)) {
      if (nameless(gone) != nameless(fresh)) return {};
      return {1, "everything but its name is the same"};
    }
    const auto before = before_.find(qualified_name(gone.identity));
    const auto after = after_.find(qualified_name(fresh.identity));
    if (before == before_.end() || after == after_.end()) return {};
    return compare_columns(before->second, after->second);
  }

 private:
  std::map<std::string, Columns> before_;
  std::map<std::string, Columns> after_;
};

/// A rename keeps the schema or the name, and a part stays with its owner.
bool could_be_renamed(const Identity& before, const Identity& after) {
  return before.kind == after.kind && before.owner == after.owner &&
         (before.schema == after.schema || before.name == after.name);
}

}  // namespace

std::vector<ProbableRename> probable_renames(const Difference& difference, const Snapshot& before,
                                             const Snapshot& after) {
  struct Candidate {
    const Change* gone;
    const Change* fresh;
    Likeness likeness;
  };
  const Finder finder(before, after);
  std::vector<Candidate> candidates;
  for (const auto& gone : difference) {
    if (gone.kind != ChangeKind::dropped) continue;
    for (const auto& fresh : difference) {
      if (fresh.kind != ChangeKind::added || !could_be_renamed(gone.identity, fresh.identity))
        continue;
      Likeness likeness = finder.likeness(gone, fresh);
      if (likeness.share >= alike) candidates.push_back({&gone, &fresh, std::move(likeness)});
    }
  }
  std::ranges::stable_sort(candidates, [](const Candidate& left, const Candidate& right) {
    return left.likeness.share > right.likeness.share;
  });
  std::set<const Change*> taken;
  std::vector<ProbableRename> renames;
  for (const auto& candidate : candidates) {
    if (taken.contains(candidate.gone) || taken.contains(candidate.fresh)) continue;
    taken.insert({candidate.gone, candidate.fresh});
    renames.push_back(
        {candidate.gone->identity, candidate.fresh->identity, candidate.likeness.evidence});
  }
  return renames;
}

}  // namespace pgstair::catalog
