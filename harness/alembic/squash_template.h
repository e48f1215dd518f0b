// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "alembic/project.h"
#include "author/squash_revision.h"

namespace pgstair::alembic {

/// Which revisions a squash stands for, in the project's order; it is taken for the last.
struct SquashedRevisions {
  std::vector<std::string> ids;
  std::string new_id;  ///< not empty: it is taken for none of them, and has this
};

/// The file of a squash, by the project's own script.py.mako: with the last revision's id and its
/// date, and the labels of all. Nothing is written. Throws EnvironmentError if the project cannot
/// be loaded, or its template has no place for an upgrade.
author::RevisionFile squash_file(const ProjectOptions& options,
                                 const postgres::ScratchDatabase& database,
                                 const SquashedRevisions& revisions, const std::string& title,
                                 const author::SquashScript& script);

}  // namespace pgstair::alembic
