// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "seed/schema/schema.h"
#include "seed/values/value.h"

namespace pgstair::seed {

/// Known good values of types that cannot be made without asking the server: domains with
/// conditions, and base types of extensions that no family knows.
using Pools = std::map<Oid, std::vector<std::string>>;

/// Values of any type, arrays of domains over ranges included.
class ValueMaker {
 public:
  ValueMaker(const Schema& schema, Pools pools) : schema_(&schema), pools_(std::move(pools)) {}

  /// A value as text. Requires: problem(use) is empty.
  std::string make(TypeUse use, Request request) const;

  /// The family whose values make() gives as they are, for those who make very many; null where
  /// there is more to it.
  const ValueFamily* family(TypeUse use) const;

  /// How many distinct values make() can give.
  std::uint64_t variety(TypeUse use) const;

  /// Why there are no values of the type; empty if there are.
  std::string problem(TypeUse use) const;

  /// An array with so many elements. Requires: `use` is an array type.
  std::string make_array(TypeUse use, Request request, std::uint64_t size) const;

  const Schema& schema() const { return *schema_; }

 private:
  std::string make_composite(const Type& type, const Request& request) const;
  std::string make_range(const Type& type, const Request& request) const;

  const Schema* schema_;
  Pools pools_;
};

}  // namespace pgstair::seed
