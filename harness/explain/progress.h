// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "explain/standing.h"
#include "report/explanation.h"

/// A revision that was applied in part: which statements ran, and how to finish it.
namespace pgstair::explain {

/// Statement by statement; BEGIN and COMMIT are not told.
std::vector<report::StatementProgress> progress_of(const PartlyApplied& partly);

/// Whether a statement may change rows, so that running it twice is not running it once.
bool changes_rows(const sql::Statement& statement);

/// How a revision that was applied in part comes to its end.
struct Completion {
  enum class Way {
    again,     ///< the whole of it can be run again: nothing of it minds
    by_hand,   ///< `sql` does what is not done
    not_known  ///< what is not done fails, or makes something else: `why`
  };
  Way way = Way::by_hand;
  std::string sql;
  std::string why;
};

/// Tries it on `scratch`.
Completion complete(source::ChainDatabase& scratch, const ChainStates& states,
                    const PartlyApplied& partly);

/// A script as SQL for psql, in the transaction that its tool runs it in.
std::string sql_text(const chain::SqlScript& script);

}  // namespace pgstair::explain
