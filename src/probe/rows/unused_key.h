// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "probe/rows/row_templates.h"

namespace pgstair::probe {

/// How a key of a row that is there is changed to one that no row has: one of its columns is.
struct UnusedKey {
  int column = 0;
  std::string value;  ///< an expression for SET
  /// For WHERE: false for the row that has the value already, whose key would stay as it is.
  std::string differs;
};

/// Up to `most` ways to change the key on `columns` of a row of `table`, first those that are the
/// least likely to violate anything of the table's own. Columns in `except` stay. Nothing is
/// promised: the statement that uses one may be refused by another constraint, or change no row.
/// Empty if no column can be set to anything.
std::vector<UnusedKey> unused_keys(const ProbeContext& context, const seed::Table& table,
                                   const std::vector<int>& columns, const std::vector<int>& except,
                                   std::size_t most);

}  // namespace pgstair::probe
