// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "catalog/fuzz/grammar.h"
#include "catalog/fuzz/subject.h"

namespace pgstair::catalog::fuzz {

/// A statement of one or both of two histories.
struct Entry {
  std::string sql;
  bool in_first = false;
  bool in_second = false;
};
using Entries = std::vector<Entry>;
using Fails = std::function<bool(const Entries&)>;

/// Two histories in one, step by step.
Entries merged(const std::vector<Applied>& first, const std::vector<Applied>& second);

/// `entries` without those that `fails` does not need: first in large pieces, then one by one.
/// Requires: `fails(entries)`.
Entries minimised(Entries entries, const Fails& fails);

/// "A B  CREATE TABLE …", a line for each.
std::string to_string(const Entries& entries);

}  // namespace pgstair::catalog::fuzz
