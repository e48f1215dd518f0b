// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>

#include "alembic/project.h"
#include "chain/read.h"

namespace pgstair::alembic {

/// The project's revisions as Alembic itself sees them, in its own order: ids are Alembic's,
/// parents are down_revision and depends_on. Each is a chain::ProgramScript up and down.
///
/// A downgrade that does nothing but raise declares the revision irreversible. Comments in a
/// revision's file are obeyed: `# pgstair: allow CODE reason`, `# pgstair: loses TABLE.COLUMN` and
/// `# pgstair: irreversible reason`. What only the source tells of a revision's faults
/// (driver/rules.py) is among the faults.
///
/// Needs no database, and the project's code gets none, unless what prepares the project's Config
/// (`python-config`) fails without: then it is run once more with the one that `database` makes.
/// Throws EnvironmentError if the project cannot be loaded: no Alembic in its Python, a revision
/// that cannot be imported.
using MakeDatabase = std::function<std::shared_ptr<const postgres::ScratchDatabase>()>;
chain::ReadResult read_project(const ProjectOptions& options, const MakeDatabase& database);

/// The branch labels of all its revisions, with which commands name a branch: shop@head. Throws
/// likewise.
std::set<std::string> read_labels(const ProjectOptions& options, const MakeDatabase& database);

}  // namespace pgstair::alembic
