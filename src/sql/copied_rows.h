// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// COPY … FROM stdin with its rows below it, as pg_dump writes it.
namespace pgstair::sql {

/// Where the rows go: SQL, quoted where needed.
struct CopyTarget {
  std::string table;
  std::vector<std::string> columns;
};

/// Nothing if the statement is not `COPY table (columns) FROM stdin`: it has options, such as CSV,
/// or names no columns. pg_dump writes neither.
std::optional<CopyTarget> copy_target(std::string_view statement);

/// The cells of one such row, in COPY's text format; nothing is NULL. Source: "COPY", File Formats,
/// of the PostgreSQL manual.
std::vector<std::optional<std::string>> copied_cells(std::string_view row);

}  // namespace pgstair::sql
