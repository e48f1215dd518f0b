// SPDX-License-Identifier: MIT
#pragma once

#include <set>

#include "catalog/snapshot.h"

namespace pgstair::walk {

/// Makes what a chain should have made comparable with a database that is in use:
///
/// - Left out of both: the neighbours with their parts and all in their schemas, the version tables
///   of migration tools, and owner, privileges and comment of the database itself, which whoever
///   created it decides.
/// - Who owns the disposable objects stands for who owns most tables of `actual`: the role that
///   deployed the chain there.
void make_comparable(catalog::Snapshot& expected, catalog::Snapshot& actual,
                     const std::set<catalog::Identity>& neighbours);

}  // namespace pgstair::walk
