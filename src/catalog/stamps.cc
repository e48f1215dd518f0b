// SPDX-License-Identifier: MIT
#include "catalog/stamps.h"

#include <algorithm>
#include <iterator>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

constexpr std::string_view every_kind = "*";

/// The root that stands for roles and tablespaces.
constexpr RootKey outside{0, 0};

void add_kinds(const std::string& kinds, Kinds& to) {
  for (const std::string_view kind : split(kinds, ' ')) {
    if (!kind.empty()) to.emplace(kind);
  }
}

auto stamps_of(const Stamps& stamps, const RootKey& root) {
  return std::ranges::equal_range(stamps, root, {}, &Stamp::root);
}

}  // namespace

Stamps read_stamps(ReadTransaction& transaction, const CatalogQueries& queries) {
  const auto rows =
      transaction.execute_prepared("pgstair_stamps", queries.stamps, {}, Planning::hashing_only);
  Stamps stamps;
  stamps.reserve(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    stamps.push_back({{to_oid(rows.text(row, 0)), to_oid(rows.text(row, 1))},
                      rows.text(row, 2),
                      rows.text(row, 3)});
  }
  std::ranges::sort(stamps);
  return stamps;
}

Kinds kinds_of(const Stamps& stamps, const RootKey& root) {
  Kinds kinds;
  for (const Stamp& stamp : stamps_of(stamps, root)) add_kinds(stamp.kinds, kinds);
  kinds.erase(std::string(every_kind));
  return kinds;
}

KindsByRoot dirty_kinds(const Stamps& before, const Stamps& now) {
  std::vector<Stamp> changed;
  std::ranges::set_symmetric_difference(before, now, std::back_inserter(changed));
  KindsByRoot dirty;
  for (const Stamp& stamp : changed) add_kinds(stamp.kinds, dirty[stamp.root]);
  for (auto& [root, kinds] : dirty) {
    Kinds present = kinds_of(now, root);
    if (kinds.contains(every_kind)) {
      kinds = std::move(present);
    } else {
      std::erase_if(kinds, [&](const std::string& kind) { return !present.contains(kind); });
    }
  }
  dirty.erase(outside);
  return dirty;
}

bool outside_names_differ(const Stamps& before, const Stamps& now) {
  return !std::ranges::equal(stamps_of(before, outside), stamps_of(now, outside));
}

}  // namespace pgstair::catalog
