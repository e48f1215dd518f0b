// SPDX-License-Identifier: MIT
#include "author/new_revision.h"

#include <algorithm>
#include <cctype>

#include "author/slug.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

constexpr std::size_t default_width = 4;
constexpr std::size_t width_of_time = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits that an id starts with.
std::string_view number_of(std::string_view id) {
  return id.substr(0,
                   static_cast<std::size_t>(std::ranges::find_if_not(id, is_digit) - id.begin()));
}

/// One more than `number`, in its width if it still fits.
std::string successor(std::string number) {
  for (std::size_t i = number.size(); i-- > 0;) {
    if (number[i] != '9') {
      ++number[i];
      return number;
    }
    number[i] = '0';
  }
  return "1" + number;
}

std::string next_number(const chain::Chain& chain, std::string_view now) {
  std::string largest;
  for (const auto& revision : chain.revisions()) {
    const std::string number(number_of(revision.id));
    if (number.size() > largest.size() || (number.size() == largest.size() && number > largest))
      largest = number;
  }
  if (largest.empty()) largest = std::string(default_width, '0');
  const std::string next = successor(largest);
  return largest.size() >= width_of_time && now > largest ? std::string(now) : next;
}

/// What the order of the files makes the parent of a file that sorts last.
std::vector<std::string> implied_parents(const chain::Chain& chain) {
  if (chain.empty()) return {};
  const auto last = std::ranges::max_element(chain.revisions(), {}, &chain::Revision::id);
  return {last->id};
}

std::vector<std::string> only_head(const chain::Chain& chain) {
  std::vector<std::string> heads;
  for (const std::size_t head : chain.heads()) heads.push_back(chain.revisions()[head].id);
  if (heads.size() > 1) {
    throw UsageError(
        "the chain has " + std::to_string(heads.size()) + " heads: " + join(heads, ", ") +
        "; say which one comes before the new revision with --parent (all of them to merge)");
  }
  return heads;
}

}  // namespace

NewRevision new_revision(const chain::Chain& chain, std::string_view message,
                         const std::vector<std::string>& parents, std::string_view now) {
  for (const auto& parent : parents) {
    if (!chain.contains(parent))
      throw UsageError("the chain has no revision '" + parent + "' to be a parent");
  }
  const auto after = parents.empty() ? only_head(chain) : parents;
  NewRevision result;
  result.file_name = next_number(chain, now) + "_" + slug(message) + ".sql";
  if (after != implied_parents(chain))
    result.text += "-- migrate:parents " + join(after, " ") + "\n";
  result.text += "-- migrate:up\n\n\n-- migrate:down\n\n";
  return result;
}

}  // namespace pgstair::author
