// SPDX-License-Identifier: MIT
#include "catalog/snapshot.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "support/errors.h"

namespace pgstair::catalog {

std::uint32_t to_oid(std::string_view text) {
  std::uint32_t oid = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), oid);
  ensure(error == std::errc() && end == text.data() + text.size(), "an OID is a number");
  return oid;
}

namespace {

bool precedes_by_identity(const Object& left, const Object& right) {
  return left.identity < right.identity;
}

}  // namespace

Snapshot::Snapshot(std::vector<Root> roots, Unreadable unreadable)
    : roots_(std::make_shared<const std::vector<Root>>(std::move(roots))),
      unreadable_(std::move(unreadable)) {
  const auto not_ascending = [](const Root& left, const Root& right) {
    return left.key >= right.key;
  };
  ensure(std::ranges::adjacent_find(*roots_, not_ascending) == roots_->end(),
         "the roots of a snapshot are ascending");
  for (const auto& root : *roots_) ensure(root.objects != nullptr, "a root has objects");
}

std::vector<Object> Snapshot::objects() const {
  std::vector<Object> all;
  for (const auto& root : *roots_)
    all.insert(all.end(), root.objects->begin(), root.objects->end());
  std::sort(all.begin(), all.end(), precedes_by_identity);
  return all;
}

Snapshot snapshot_of(std::vector<Object> objects, Snapshot::Unreadable unreadable) {
  std::sort(objects.begin(), objects.end(), precedes_by_identity);
  std::vector<Snapshot::Root> roots;
  for (auto& object : objects) {
    const ObjectAddress key{0, static_cast<std::uint32_t>(roots.size() + 1)};
    roots.push_back({key, std::make_shared<std::vector<Object>>(1, std::move(object))});
  }
  return Snapshot(std::move(roots), std::move(unreadable));
}

}  // namespace pgstair::catalog
