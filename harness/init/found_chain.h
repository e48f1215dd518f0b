// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

/// What `pgstair init` finds in a project's folders, and the settings that it makes of it. It reads
/// files and runs nothing.
namespace pgstair::init {

/// A tool whose migrations are code, so that it must run them itself: `[commands]`.
struct OtherRunner {
  std::string name;
  std::string list;  ///< as in pgstair.toml
  std::string upgrade;
  std::string downgrade;  ///< empty: none that takes one revision back
};

/// Migrations that stand somewhere in a project.
struct FoundChain {
  std::filesystem::path folder;  ///< of the migrations; of an Alembic project, its configuration's
  std::string format;            ///< as in pgstair.toml; empty: `runner`'s, or nobody's
  std::filesystem::path config;  ///< of an Alembic project
  OtherRunner runner;
  std::filesystem::path home;  ///< where its pgstair.toml may stand at the deepest
  std::string reason;          ///< by what it is known
  std::size_t revisions = 0;
  /// Why no pgstair.toml is written for it; empty: one is.
  std::string left_out;
  std::string unreadable;                 ///< why pgstair does not read it: a UsageError's words
  std::vector<std::string> placeholders;  ///< notations in its texts that lack a value
  std::vector<std::string> schemas;       ///< which its scripts refer to, and neither make nor fill
};

/// Every chain in `root` and the folders below it, in the order of their paths. What is hidden, or
/// somebody else's (node_modules, vendor, build …), is not looked at.
std::vector<FoundChain> find_chains(const std::filesystem::path& root);

}  // namespace pgstair::init
