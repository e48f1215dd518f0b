// SPDX-License-Identifier: MIT
#include <string_view>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::sql {

namespace {

/// The byte at which character `position` (from 1) of `text` starts.
std::size_t byte_of_character(std::string_view text, int position) {
  int character = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80 && ++character == position) return i;
  }
  return text.size();
}

}  // namespace

Location location_at(const Statement& statement, int position) {
  Location location = statement.location;
  if (position <= 1) return location;
  const auto within = position_at(statement.text, byte_of_character(statement.text, position));
  location.column = within.line == 1 ? location.column + within.column - 1 : within.column;
  location.line += within.line - 1;
  return location;
}

}  // namespace pgstair::sql
