// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "sql/script.h"
#include "support/errors.h"

/// Files of migration tools that pgstair does not read. Many hold the downgrade in the same file as
/// the upgrade, or beside it under a name that other tools take for one more upgrade: run as plain
/// SQL, a chain would be taken down while it goes up, and pass.
namespace pgstair::chain {

/// Throws UsageError, with the tool's name and what to do, if the names of the folder's files, or
/// what lies beside them, are those of such a tool: sql/2024-1-a-up.sql of db-migrate, 1.undo.a.sql
/// of postgrator. What another format of pgstair's reads is refused only if `format`, the one that
/// was asked for, is not empty and not that.
void refuse_names_of_other_tools(const std::filesystem::path& folder, std::string_view format);

/// The same for files that are about to be applied as upgrades alone, whose names must not say that
/// one of them is a downgrade: 1_a_down.sql, 1_a.rollback.sql.
void refuse_names_of_downgrades(const std::filesystem::path& folder);

/// The same if an upgrade's script has such a tool's markers with statements below: `-- +migrate
/// Down` of sql-migrate, or any two comments that divide it into up and down. `statements`: those
/// of `text`, which begins at `origin`; a comment within one says nothing.
void refuse_markers_of_other_tools(std::string_view text,
                                   std::span<const sql::Statement> statements,
                                   const Location& origin);

}  // namespace pgstair::chain
