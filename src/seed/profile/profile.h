// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "seed/values/draw.h"

namespace pgstair::seed {

/// How the values of a column are spread. By default the shape only: no value of any row.
struct ColumnProfile {
  std::string name;
  double null_fraction = 0;
  double distinct = 0;              ///< how many different values; 0: not known
  int width = 0;                    ///< bytes, on average; 0: not known
  std::vector<double> frequencies;  ///< of the most common values, the most common first
  /// Those values, as far as they were asked for and may be told; as many as there are frequencies,
  /// or none.
  std::vector<std::string> values;
  std::vector<std::string> bounds;  ///< rounded; about as many rows lie between each two

  /// Which of the different values a row has, 0 being the most common, below `limit`.
  /// Requires: limit > 0.
  std::uint64_t rank(Draw& draw, std::uint64_t limit) const;

  /// Whether a row has NULL.
  bool is_null(Draw& draw) const;
};

struct TableProfile {
  std::string table;                  ///< schema.table
  std::optional<std::uint64_t> rows;  ///< nothing: never analysed
  std::vector<ColumnProfile> columns;

  const ColumnProfile* column(std::string_view name) const;
};

/// What is known of a production database without looking at its rows: what ANALYZE has noted.
struct Profile {
  std::vector<TableProfile> tables;  ///< by name

  const TableProfile* table(std::string_view name) const;

  /// The same shape with `largest` rows in the largest table and the others in proportion; none
  /// that has rows is left without.
  Profile scaled(std::uint64_t largest) const;
};

/// The file form: JSON, one line a column.
std::string to_text(const Profile& profile);

/// Throws UsageError with the name of the file and what is wrong with it.
Profile read_profile_file(const std::string& path);

}  // namespace pgstair::seed
