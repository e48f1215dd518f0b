// SPDX-License-Identifier: MIT
#pragma once

#include "walk/check.h"

namespace pgstair::checks {

/// The upgrade writes no rows of tables that were there before it, by the server's own count: what
/// its text does not tell, in a function or a DO block, is seen here.
class SchemaOnly : public walk::RevisionCheck {
 public:
  static constexpr const char* check = "schema_only";
  std::string_view name() const override { return check; }
  walk::CheckOutcome judge(const walk::RevisionRecord& record) override;
};

}  // namespace pgstair::checks
