// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/revision.h"

/// Writes the one revision that stands for many, in the way of its format. Alembic's revisions are
/// written by the project's own template: alembic/squash_template.h.
namespace pgstair::author {

/// What a squash does, whatever its format.
struct SquashScript {
  std::vector<std::string> heading;  ///< lines of a comment, without its marks
  std::vector<std::string> upgrade;  ///< statements, each with its ';'; comments may stand above it
  /// Likewise; nothing: there is no way down, and `irreversible` says why.
  std::optional<std::vector<std::string>> downgrade;
  std::string irreversible;
};

/// A file, or one to be written.
struct RevisionFile {
  std::filesystem::path path;
  std::string text;

  friend bool operator==(const RevisionFile&, const RevisionFile&) = default;
};

/// Which databases a squash meets.
enum class Databases {
  any,       ///< also such as have applied what it stands for
  only_new,  ///< nobody has applied anything
};

/// Why no squash is written in that format for such databases, and what to do instead; empty: one
/// is. (Of Alembic's they are, elsewhere.)
std::string why_not_squashed(std::string_view format, Databases databases);

/// What a squash is called that its tool takes for the revision `like`: it has its version, in its
/// spelling. Flyway's is a baseline where there are databases. It has the whole name where the tool
/// notes that (Prisma, sql-migrate, node-pg-migrate), and of plain files, whose tool may note
/// anything.
///
///     squash_name("goose", revision 00042_add_phone, "initial", …) == "00042_initial"
std::string squash_name(std::string_view format, const chain::Revision& like,
                        std::string_view title, Databases databases);

/// The files of a squash with that name, in the folder of the revision `like`. (Drizzle's journal
/// is another: drizzle_files.h.)
std::vector<RevisionFile> squash_files(std::string_view format, const chain::Revision& like,
                                       const std::string& name, const SquashScript& script);

/// Whether a revision that is like this one can have a downgrade in that format.
bool has_place_for_downgrade(std::string_view format, const chain::Revision& like);

/// All the files that a revision of files consists of (of diesel and Prisma: its folder), as they
/// are there. Drizzle's journal, which lists them all, is of none.
std::vector<std::filesystem::path> files_of(std::string_view format,
                                            const chain::Revision& revision);

}  // namespace pgstair::author
