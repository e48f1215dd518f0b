// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "author/ddl/object/context.h"

namespace pgstair::author {

/// A kind of object, or one of part::, and who writes it.
struct WrittenKind {
  std::string_view name;
  void (*write)(const Entry& entry, const Context& context, Written& written);
};

/// Every kind that can be written, in the order in which people write them.
const std::vector<WrittenKind>& written_kinds();

/// Its place in them; nothing for a kind that is not known.
std::optional<std::size_t> place_of_kind(std::string_view kind);

}  // namespace pgstair::author
