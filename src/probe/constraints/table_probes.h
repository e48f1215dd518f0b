// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "probe/attempts/constraint_probe.h"
#include "probe/rows/row_templates.h"

/// What a table enforces, one function (and file) a job. All may ask the server about candidates.
namespace pgstair::probe {

/// NOT NULL, enum labels, lengths and precisions of types, GENERATED ALWAYS.
std::vector<ConstraintProbe> column_probes(const RowTemplates& templates,
                                           const ProbeContext& context);

/// CHECK constraints.
std::vector<ConstraintProbe> check_probes(const RowTemplates& templates,
                                          const ProbeContext& context);

/// Primary keys, UNIQUE, unique indexes and EXCLUDE.
std::vector<ConstraintProbe> unique_key_probes(const RowTemplates& templates,
                                               const ProbeContext& context);

/// Foreign keys: of the child, and of the parent where its rows may not be deleted, or their keys
/// not be changed.
std::vector<ConstraintProbe> foreign_key_probes(const RowTemplates& templates,
                                                const ProbeContext& context);

/// Bounds of the partitions of a partitioned table.
std::vector<ConstraintProbe> partition_bound_probes(const RowTemplates& templates,
                                                    const ProbeContext& context);

/// WITH CHECK of row security policies.
std::vector<ConstraintProbe> policy_probes(const RowTemplates& templates,
                                           const ProbeContext& context);

/// WITH CHECK OPTION of views on the table.
std::vector<ConstraintProbe> check_option_probes(const RowTemplates& templates,
                                                 const ProbeContext& context);

}  // namespace pgstair::probe
