// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "alembic/project.h"
#include "chain/read.h"

/// An Alembic project's revisions as their texts tell them. Nothing of the project runs, so it
/// takes a Python's start and no more.
namespace pgstair::alembic {

/// What an upgrade does, by its syntax tree: see driver/upgrade_shape.py.
struct UpgradeShape {
  std::string text;              ///< all but the SQL
  std::vector<std::string> sql;  ///< in the order in which the text refers to it
};

/// What a revision's text says beyond the chain.
struct TextFacts {
  bool changes_schema = false;                     ///< the upgrade, surely
  bool undoes_nothing = false;                     ///< the downgrade
  std::vector<std::pair<int, std::string>> drops;  ///< line, table or table.column
  std::optional<UpgradeShape> shape;               ///< if it was asked for
};

struct FilesRead {
  chain::ReadResult chain;
  std::map<std::string, TextFacts> facts;      ///< by the revision's id
  std::vector<std::filesystem::path> folders;  ///< with the revisions, as full paths
  bool recursive = false;                      ///< their subfolders as well
};

/// What to read.
struct FilesRequest {
  /// Texts by full path, in place of the files that are there.
  std::optional<std::map<std::string, std::string>> texts;
  std::set<std::string> with_shape;  ///< full paths
};

/// Empty, and `why_not` says it, where only Alembic itself can tell: a computed id, a configuration
/// that a program prepares, a file that is no Python.
std::optional<FilesRead> read_files(const ProjectOptions& options, const FilesRequest& request,
                                    std::string& why_not);

}  // namespace pgstair::alembic
