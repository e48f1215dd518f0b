// SPDX-License-Identifier: MIT
#include "squash/write/range.h"

#include <algorithm>
#include <optional>

#include "chain/ancestry.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::squash {

namespace {

std::vector<std::size_t> with_ancestors(const chain::Ancestry& ancestry, std::size_t last) {
  std::vector<std::size_t> positions;
  for (std::size_t index = 0; index < last; ++index) {
    if (ancestry.builds_on(last, index)) positions.push_back(index);
  }
  positions.push_back(last);
  return positions;
}

/// A revision outside that builds on one inside, and not on the last.
struct WayAround {
  std::size_t from;
  std::size_t to;
};

std::optional<WayAround> way_around(const chain::Chain& chain, const Range& range) {
  for (std::size_t index = 0; index < chain.size(); ++index) {
    if (contains(range.revisions, index)) continue;
    for (const std::size_t parent : chain.parents(index)) {
      if (parent != range.last() && contains(range.revisions, parent))
        return WayAround{parent, index};
    }
  }
  return std::nullopt;
}

/// The last revision, before the one at `limit`, at which a range can end; nothing if there is none
/// but the first.
std::optional<std::size_t> last_end(const chain::Chain& chain, const chain::Ancestry& ancestry,
                                    std::size_t limit) {
  for (std::size_t last = limit; last-- > 1;) {
    if (!way_around(chain, {with_ancestors(ancestry, last)})) return last;
  }
  return std::nullopt;
}

std::string hint(const chain::Chain& chain, const chain::Ancestry& ancestry, std::size_t limit) {
  const auto end = last_end(chain, ancestry, limit);
  return end ? "; --upto " + chain.revisions()[*end].id + " ends before" : "";
}

std::size_t head_of(const chain::Chain& chain, const chain::Ancestry& ancestry) {
  const auto heads = chain.heads();
  if (heads.size() > 1) {
    std::vector<std::string> ids;
    for (const std::size_t head : heads) ids.push_back(chain.revisions()[head].id);
    throw UsageError("the chain has several heads (" + join(ids, ", ") +
                     "): a squash ends at one revision that every path goes through" +
                     hint(chain, ancestry, chain.size()));
  }
  std::size_t last = heads.front();
  while (chain.revisions()[last].is_repeatable && !chain.parents(last).empty())
    last = chain.parents(last).front();
  return last;
}

void refuse_what_cannot_run(const chain::Chain& chain, const chain::Ancestry& ancestry,
                            const Range& range) {
  for (const std::size_t index : range.revisions) {
    const chain::Revision& revision = chain.revisions()[index];
    if (revision.up && revision.not_runnable.empty()) continue;
    const std::string why = revision.not_runnable.empty() ? "no upgrade" : revision.not_runnable;
    throw UsageError("what " + revision.id + " does is not known, as pgstair cannot run it (" +
                         why + "), so no squash can stand for it" + hint(chain, ancestry, index),
                     {revision.file, 0, 0});
  }
}

}  // namespace

Range range_of(const chain::Chain& chain, const std::string& upto) {
  if (chain.empty()) throw UsageError("the chain has no revisions to squash");
  const chain::Ancestry ancestry(chain);
  std::size_t last = 0;
  if (upto == "head" || upto == "heads") {
    last = head_of(chain, ancestry);
  } else {
    const std::string id = chain::resolve(chain, upto);
    if (id.empty()) throw UsageError("from base to base there is nothing to squash");
    last = chain.index_of(id);
  }
  Range range{with_ancestors(ancestry, last)};
  if (const auto around = way_around(chain, range)) {
    throw UsageError(
        chain.revisions()[around->to].id + " builds on " + chain.revisions()[around->from].id +
        " and not on " + chain.revisions()[last].id +
        ": a squash ends at a revision that every path goes through" + hint(chain, ancestry, last));
  }
  if (range.revisions.size() == 1)
    throw UsageError("there is only one revision up to " + chain.revisions()[last].id +
                     ", and nothing to squash");
  refuse_what_cannot_run(chain, ancestry, range);
  return range;
}

}  // namespace pgstair::squash
