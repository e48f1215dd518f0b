// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace pgstair::probe {

enum class Verdict {
  enforced,       ///< rejected by it, and accepted once it is dropped
  implied,        ///< rejected by it, and it cannot be dropped by itself: NOT NULL of a primary key
  shadowed,       ///< another constraint rejects the row as well, or a trigger forestalls it
  not_validated,  ///< enforced for new rows; it is NOT VALID, so that older ones may violate it
  not_enforced,   ///< a row that violates it was accepted
  not_reached,    ///< no verdict: no such row was found, or something else stopped it before
};
std::string_view to_string(Verdict verdict);

struct Result {
  std::string table;  ///< schema.table, or the domain
  std::string kind;   ///< "not null", "check", "unique", "foreign key", "domain check" …
  std::string name;   ///< of the constraint; of the column where it has no name
  Verdict verdict = Verdict::not_reached;
  std::string reason;     ///< which other one; why not reached; how the row got in
  std::string statement;  ///< the statement that was tried; empty if there was none
};

}  // namespace pgstair::probe
