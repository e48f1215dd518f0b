// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "chain/chain.h"
#include "postgres/session.h"
#include "squash/resume.h"

namespace pgstair::squash {

/// What the version table of a database in use says of the two chains.
struct NotedState {
  std::string table;                 ///< quoted, with its schema; empty if there is none
  std::string failed;                ///< a version that is noted as failed; empty if none is
  std::vector<Noted> rows;           ///< for Tool::resume()
  std::vector<std::string> unknown;  ///< versions that neither chain has
  std::set<std::size_t> applied;     ///< of the old chain, with all that they build on where the
                                     ///< tool notes only the last
  bool is_of_new_chain = false;      ///< each noted version is one of the new chain

  bool is_empty() const { return rows.empty() && unknown.empty() && failed.empty(); }

  /// How many of the old chain are applied, if they are its first ones. Repeatables, which come
  /// after all versions whenever they were applied, count only with the last.
  std::optional<std::size_t> prefix_of(const chain::Chain& old_chain) const;
};

/// Reads it. Throws UsageError if the table is not what the format's tool keeps.
NotedState read_noted_state(postgres::Session& session, const std::string& format,
                            const chain::Chain& old_chain, const chain::Chain& new_chain);

}  // namespace pgstair::squash
