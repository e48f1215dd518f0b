// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "chain/chain.h"

/// Writes revisions of native chains; of others a squash: squash_revision.h.
namespace pgstair::author {

/// A file to be written for a new revision.
struct NewRevision {
  std::string file_name;  ///< "0019_add_invoices.sql"
  std::string text;
};

/// The file for a revision that does what `message` says, after `parents` (ids; none: after the
/// only head).
///
/// Its number follows the largest in the chain, in the same width; a chain that is numbered by time
/// (12 digits or more) gets the time `now`, as "YYYYMMDDHHMMSS". The parents are named in the file
/// only if they are not what the order of the files says.
///
///     new_revision(chain, "add invoices", {}, "20261121044500").file_name ==
///     "0019_add_invoices.sql"
///
/// Throws UsageError if the message has no letter or digit, a parent is not in the chain, or no
/// parent is given and the chain has several heads.
NewRevision new_revision(const chain::Chain& chain, std::string_view message,
                         const std::vector<std::string>& parents, std::string_view now);

}  // namespace pgstair::author
