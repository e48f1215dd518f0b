// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace pgstair::author {

/// What a message becomes in a file's name: "add_invoices" of "Add invoices!". Letters beyond ASCII
/// stay as they are. Throws UsageError if it has no letter or digit.
std::string slug(std::string_view message);

}  // namespace pgstair::author
