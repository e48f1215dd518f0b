// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "alembic/files.h"
#include "chain/read.h"
#include "static_check/released_files.h"
#include "verify/options.h"

namespace pgstair::static_check {

/// A chain as its texts tell it.
struct TextChain {
  chain::ReadResult chain;
  std::map<std::string, alembic::TextFacts> facts;  ///< of Alembic's revisions, by id
  std::string unknown;  ///< not empty: why nothing but the chain is known, which Alembic told
};

/// The chain that is here, and its files. A chain of other runners' commands has none.
struct ChainHere {
  TextChain read;
  std::optional<ChainFiles> files;
};
ChainHere read_here(const verify::Options& options);

/// The same chain of other texts, whose paths are below `root`. Files that it names are those of
/// `root`, whether they are there or not. `with_shape`: paths of Alembic's revisions whose upgrades
/// are to be compared. Throws UsageError where only Alembic itself can tell.
TextChain read_texts(const verify::Options& options, const ChainHere& here, const Files& files,
                     const std::filesystem::path& root, const std::set<std::string>& with_shape);

}  // namespace pgstair::static_check
