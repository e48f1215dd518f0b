// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pgstair::sql {

/// What a statement says that does nothing but raise an exception; nothing for any other.
///
///     raised_words("DO $$ BEGIN RAISE EXCEPTION 'phones are hashed'; END $$")
///         == "phones are hashed"
std::optional<std::string> raised_words(std::string_view statement);

}  // namespace pgstair::sql
