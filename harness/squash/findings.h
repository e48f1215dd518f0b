// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

#include "catalog/difference.h"
#include "chain/chain.h"
#include "report/finding.h"
#include "squash/stops.h"
#include "squash/written_rows.h"

/// How what was found of a squash is worded.
namespace pgstair::squash {

/// The first few, a line each, and how many more there are.
std::string shown(const std::vector<std::string>& all);

/// Whether a database there ends with the catalog of the head, but for how the whole of the old
/// chain differs from it (`told`, in the words of Stop::differences): those are the squash's own
/// faults.
bool ends_as_the_squash_does(const Stop& stop, const std::vector<std::string>& told);

/// What becomes of a database there, in words: "dbmate applies 0002_b, which fails: …".
std::string sentence_of(const Stop& stop);

/// An object that only one of the chains makes, or that they make differently.
report::Finding finding_of(const catalog::Change& change);

/// How the new chain's head differs from the old one's, sequences apart. A part of an object that
/// differs in nothing but its name is told once.
std::vector<report::Finding> findings_of_catalogs(const catalog::Snapshot& old_head,
                                                  const catalog::Snapshot& new_head);

/// Rows of a table that only one of them writes, or both differently: one finding for each of it.
std::vector<report::Finding> findings_of(const RowDifference& difference);

/// Columns whose values were not compared, as they differ from one application to the next.
report::Finding volatile_finding(const std::string& table, const std::set<std::string>& columns);

/// Sequences that do not stand where the old chain leaves them.
report::Finding sequence_finding(const catalog::Change& change);

/// Of stops that do not reach the head: neighbours in the chain of which the same is true share
/// one. `told`: how the heads of the two chains differ, in the words of Stop::differences.
std::vector<report::Finding> findings_of(const std::vector<Stop>& stops,
                                         const chain::Chain& old_chain,
                                         const chain::Chain& new_chain,
                                         const std::vector<std::string>& told);

}  // namespace pgstair::squash
