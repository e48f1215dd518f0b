// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

#include "chain/chain.h"
#include "postgres/session.h"

/// Looking at a real database before a deployment: reading only, by a role that may SELECT.
namespace pgstair::preflight {

/// Which revisions of a chain a database has.
struct AppliedRevisions {
  std::vector<std::size_t> positions;  ///< in the order of their application, as far as known
  std::string source;                  ///< where that is known from, for people
  /// Not applied, though one that builds on it is: it came later, or was skipped.
  std::vector<std::size_t> late;
  std::string of_late;  ///< what the chain's tool does with such ones: a sentence
  /// Of `positions`: repeatables whose files are not what was applied, so that they are applied
  /// again; and those of which that cannot be told.
  std::vector<std::size_t> again;
  std::vector<std::size_t> perhaps_again;
};

/// What a version table says of a chain, in order or not.
struct NotedRevisions {
  std::string table;                ///< quoted, with its schema; empty: the database has none
  std::string not_read;             ///< why its rows are not known; empty: they are
  bool is_of_another_tool = false;  ///< that is why: the table has other columns
  AppliedRevisions applied;
  std::vector<std::string> failed;   ///< versions that are marked as failed (dirty)
  std::vector<std::string> unknown;  ///< versions that none of the chain's revisions has
};

/// What the version table of the chain's format says. Throws UsageError if it is not known where
/// that format's tool notes versions.
NotedRevisions read_noted_revisions(postgres::Session& session, const chain::Chain& chain,
                                    const std::string& format);

/// The same for who cannot go on unless all is in order. Throws UsageError if there is no table, if
/// it notes a failed migration (dirty), or names one that the chain does not have; `--from` is the
/// way out.
AppliedRevisions read_applied(postgres::Session& session, const chain::Chain& chain,
                              const std::string& format);

/// The revisions with all that they build on, ascending.
std::vector<std::size_t> with_ancestors(const chain::Chain& chain, const std::set<std::size_t>& of);

/// The revision that `name` means, with all that it builds on.
AppliedRevisions applied_up_to(const chain::Chain& chain, const std::string& name);

}  // namespace pgstair::preflight
