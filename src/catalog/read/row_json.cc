// SPDX-License-Identifier: MIT
#include "catalog/read/row_json.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "support/contains.h"

namespace pgstair::catalog {

namespace {

// OIDs of types, the same on every server (pg_type.dat).
constexpr std::uint32_t boolean = 16;
constexpr std::array<std::uint32_t, 4> written_as_they_are{20 /* bigint */, 21 /* smallint */,
                                                           23 /* integer */, 114 /* json */};

bool is_written_as_it_is(std::uint32_t type) { return contains(written_as_they_are, type); }

bool needs_escape(char character) {
  return character == '"' || character == '\\' || static_cast<unsigned char>(character) < 0x20;
}

void append_escaped(char character, std::string& json) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (character) {
    case '"':
      json += "\\\"";
      return;
    case '\\':
      json += "\\\\";
      return;
    case '\n':
      json += "\\n";
      return;
    case '\r':
      json += "\\r";
      return;
    case '\t':
      json += "\\t";
      return;
    default:
      if (static_cast<unsigned char>(character) >= 0x20) {
        json += character;
      } else {
        const auto code = static_cast<unsigned char>(character);
        json += "\\u00";
        json += digits[code >> 4U];
        json += digits[code & 0xFU];
      }
  }
}

void append_string(std::string_view text, std::string& json) {
  json += '"';
  if (std::ranges::none_of(text, needs_escape)) {
    json += text;
  } else {
    for (const char character : text) append_escaped(character, json);
  }
  json += '"';
}

}  // namespace

std::string row_json(const postgres::Rows& rows, std::size_t row, std::size_t first) {
  std::string json = "{";
  for (std::size_t column = first; column < rows.columns; ++column) {
    const auto& cell = rows.at(row, column);
    if (!cell) continue;
    const auto& [name, type] = rows.header[column];
    if (json.size() > 1) json += ", ";
    append_string(name, json);
    json += " : ";
    if (type == boolean) {
      json += *cell == "t" ? "true" : "false";
    } else if (is_written_as_it_is(type)) {
      json += *cell;
    } else {
      append_string(*cell, json);
    }
  }
  return json += '}';
}

}  // namespace pgstair::catalog
