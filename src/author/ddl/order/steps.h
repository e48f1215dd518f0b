// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "author/ddl/object/context.h"

namespace pgstair::author {

/// What is written at once: an object with the parts that are made with it, or a part of one.
struct Step {
  const Entry* entry = nullptr;
  std::string kind;               ///< the entry's, or one of part::
  const Entry* within = nullptr;  ///< the table, column or domain whose statement may have it
  bool follows = false;           ///< it is written right after `within` or its own relation

  catalog::Identity identity() const;
};

/// The steps that make all that was added, in no order, and which of them makes what.
struct Steps {
  std::vector<Step> steps;
  std::map<catalog::Identity, std::size_t> makers;

  /// The step that makes an object; nothing if none does: it was there.
  const std::size_t* maker(const catalog::Identity& identity) const;
};

/// In the order in which they would be written if nothing needed another: by kind, and each kind as
/// its objects were made. Adds to `unknown` the objects of kinds that nobody can write.
Steps steps_for(const Context& context, std::vector<const Entry*>& unknown);

}  // namespace pgstair::author
