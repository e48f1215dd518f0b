// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "author/squash_revision.h"

/// What Drizzle keeps beside a migration's SQL: its entry in meta/_journal.json, and the snapshot
/// of the schema from which drizzle-kit generates the next one.
namespace pgstair::author {

/// meta/_journal.json below the chain's folder.
std::filesystem::path drizzle_journal(const std::filesystem::path& folder);

/// The snapshot that drizzle-kit wrote with the migration `tag`, whether it is there or not.
std::filesystem::path drizzle_snapshot(const std::filesystem::path& folder, const std::string& tag);

/// The journal and the last snapshot once `squashed` (tags, in order) are one migration, `name`.
/// It has the last one's entry, whose `when` decides what a database has applied; and its snapshot
/// follows none, as that of a first migration. Throws UsageError if either is no JSON.
std::vector<RevisionFile> drizzle_files(const std::filesystem::path& folder,
                                        const std::vector<std::string>& squashed,
                                        const std::string& name);

}  // namespace pgstair::author
