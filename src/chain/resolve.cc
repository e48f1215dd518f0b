// SPDX-License-Identifier: MIT
#include <algorithm>
#include <charconv>
#include <optional>

#include "chain/chain.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

std::string shown(std::string_view id) { return id.empty() ? "base" : std::string(id); }

std::string listed(const Chain& chain, const std::vector<std::size_t>& positions) {
  constexpr std::size_t enough = 5;
  std::vector<std::string> ids;
  for (const std::size_t i : positions) {
    if (ids.size() == enough) {
      ids.push_back("and " + std::to_string(positions.size() - enough) + " more");
      break;
    }
    ids.push_back(chain.revisions()[i].id);
  }
  return join(ids, ", ");
}

/// What follows the version number: users for 0001_users, for 20240102-users too.
std::string_view label_of(std::string_view id) {
  const auto number = id.find_first_not_of("0123456789-.Vv");
  const auto end = id.find('_');
  if (end == std::string_view::npos || end == 0 || number < end) return {};
  return id.substr(id.find_first_not_of('_', end) == std::string_view::npos
                       ? id.size()
                       : id.find_first_not_of('_', end));
}

template <typename Predicate>
std::vector<std::size_t> matching(const Chain& chain, Predicate matches) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (matches(chain.revisions()[i].id)) found.push_back(i);
  }
  return found;
}

/// The id meant by a name without a step: `head`, `base`, an id, a unique prefix, a label.
/// Nothing if no revision answers to it.
std::optional<std::string> named(const Chain& chain, std::string_view name) {
  if (name == "base") return "";
  if (chain.contains(name)) return std::string(name);
  if (name == "head") {
    const auto heads = chain.heads();
    if (heads.size() > 1) {
      throw UsageError("head is ambiguous: the chain has " + counted(heads.size(), "head") + " (" +
                       listed(chain, heads) + "); name one of them");
    }
    return heads.empty() ? "" : chain.revisions()[heads.front()].id;
  }
  auto found = matching(chain, [&](std::string_view id) { return id.starts_with(name); });
  if (found.empty()) {
    found = matching(chain, [&](std::string_view id) { return label_of(id) == name; });
  }
  if (found.empty()) return std::nullopt;
  if (found.size() > 1) {
    throw UsageError(std::string(name) + " is ambiguous: it matches " + listed(chain, found));
  }
  return chain.revisions()[found.front()].id;
}

struct Step {
  std::string_view from;  ///< empty: from the current revision
  int count = 0;          ///< upwards if positive
};

/// "REV+2", "-1"; nothing if `name` does not end in a sign and digits.
std::optional<Step> step_of(std::string_view name) {
  const auto sign = name.find_last_of("+-");
  if (sign == std::string_view::npos) return std::nullopt;
  const auto digits = name.substr(sign + 1);
  int count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return Step{name.substr(0, sign), name[sign] == '-' ? -count : count};
}

std::string walk(const Chain& chain, std::string at, int steps, std::string_view name) {
  const bool up = steps > 0;
  for (int left = steps; left != 0; left += up ? -1 : 1) {
    const auto begins = chain.bases();
    const auto& next = at.empty() ? (up ? begins : std::vector<std::size_t>{})
                       : up       ? chain.children(chain.index_of(at))
                                  : chain.parents(chain.index_of(at));
    if (next.size() > 1) {
      throw UsageError(std::string(name) + " is ambiguous: " + (up ? "after " : "before ") +
                       shown(at) + " come " + listed(chain, next) + "; name one of them");
    }
    if (!next.empty()) {
      at = chain.revisions()[next.front()].id;
    } else if (!up && !at.empty()) {
      at.clear();
    } else {
      throw UsageError(std::string(name) + " goes beyond the chain: there is nothing " +
                       (up ? "after " : "before ") + shown(at));
    }
  }
  return at;
}

/// Refuses `name`, because there is no revision `part` of it.
[[noreturn]] void refuse(const Chain& chain, std::string_view name, std::string_view part) {
  std::vector<std::string> ids{"head", "base"};
  for (const auto& revision : chain.revisions()) {
    ids.push_back(revision.id);
    if (const auto label = label_of(revision.id); !label.empty()) ids.emplace_back(label);
  }
  const auto meant = nearest(part, ids);
  throw UsageError("no revision " + std::string(name) + " in the chain" +
                   (meant ? "; did you mean " + *meant + "?" : ""));
}

}  // namespace

std::string resolve(const Chain& chain, std::string_view name, std::string_view current) {
  if (name.empty()) throw UsageError("a revision is needed: an id, head, base, +1 or -1");
  // Names first: an id may itself end in what looks like a step (2024-01-05).
  const bool is_relative = name.front() == '+' || name.front() == '-';
  if (!is_relative) {
    if (auto id = named(chain, name)) return *id;
  }
  const auto step = step_of(name);
  if (!step) refuse(chain, name, name);
  if (step->from.empty()) return walk(chain, std::string(current), step->count, name);
  const auto from = named(chain, step->from);
  if (!from) refuse(chain, name, step->from);
  return walk(chain, *from, step->count, name);
}

std::string revision_named(const Chain& chain, const std::string& name, const Location& location) {
  if (chain.contains(name)) return name;
  try {
    return resolve(chain, name);
  } catch (const UsageError& error) {
    throw UsageError(error.what(), location);
  }
}

}  // namespace pgstair::chain
