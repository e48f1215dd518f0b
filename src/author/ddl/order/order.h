// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <vector>

#include "author/ddl/order/steps.h"

namespace pgstair::author {

/// An order in which steps run, and what they are told for it.
struct Order {
  std::vector<std::size_t> steps;  ///< without those that are written within another
  /// By step, the parts of it that are written within it.
  std::map<std::size_t, std::vector<std::size_t>> within;
  /// SQL functions whose bodies must not be looked at: they name what comes after them, or what
  /// only another search_path finds.
  std::set<std::size_t> unchecked_bodies;
  /// Those that need each other so that no order is right.
  std::vector<const Entry*> circles;
};

/// From the dependencies that the server of `context.session` has recorded, the names in functions'
/// bodies, and what ALTER TABLE … ATTACH PARTITION needs.
Order order_of_steps(const Steps& steps, const Context& context);

}  // namespace pgstair::author
