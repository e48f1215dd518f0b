// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "probe/attempts/target.h"
#include "probe/rows/specimen.h"

/// What a table enforces, one function (and file) a job. All may ask the server about candidates.
namespace pgstair::probe {

/// NOT NULL, enum labels, lengths and precisions of types, GENERATED ALWAYS.
std::vector<Target> column_targets(const Specimen& specimen, const Laboratory& laboratory);

/// CHECK constraints.
std::vector<Target> check_targets(const Specimen& specimen, const Laboratory& laboratory);

/// Primary keys, UNIQUE, unique indexes and EXCLUDE.
std::vector<Target> key_targets(const Specimen& specimen, const Laboratory& laboratory);

/// Foreign keys: of the child, and of the parent where its rows may not be deleted, or their keys
/// not be changed.
std::vector<Target> reference_targets(const Specimen& specimen, const Laboratory& laboratory);

/// Bounds of the partitions of a partitioned table.
std::vector<Target> partition_targets(const Specimen& specimen, const Laboratory& laboratory);

/// WITH CHECK of row security policies.
std::vector<Target> policy_targets(const Specimen& specimen, const Laboratory& laboratory);

/// WITH CHECK OPTION of views on the table.
std::vector<Target> view_targets(const Specimen& specimen, const Laboratory& laboratory);

}  // namespace pgstair::probe
