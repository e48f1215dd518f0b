// SPDX-License-Identifier: MIT
#pragma once

#include "sql/facts.h"

namespace pgstair::sql {

/// Whether it is the statement's own business to change rows that are there, or to add some:
/// INSERT, UPDATE, DELETE, MERGE, TRUNCATE, COPY … FROM. What a query's function or a block may do
/// besides is not meant; `may_write_rows` has that as well.
bool changes_rows(const Facts& facts);

}  // namespace pgstair::sql
