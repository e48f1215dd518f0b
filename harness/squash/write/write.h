// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "author/squash_revision.h"
#include "report/result.h"
#include "verify/options.h"

/// Writing a squash. In order: range.h (which revisions), range_content.h (what they make, as
/// statements), reference_rows.h (and which rows), author/squash_revision.h (their files),
/// candidate.h (the chain as it would be, which is checked), safety.h and file_swap.h (the user's
/// files, at last).
namespace pgstair::squash {

struct WriteOptions {
  verify::Options chain;
  std::string upto = "head";      ///< the last revision that it shall stand for
  std::string title = "initial";  ///< names its files
  bool with_downgrade = false;    ///< else it has none, and says so in the way of its format
  bool fresh = false;    ///< nothing is deployed: a first revision, with no identity to keep
  bool dry_run = false;  ///< touches nothing
  std::filesystem::path archive;  ///< keeps the old files; empty: git does
};

/// A squash that was written, or was not because of what is said of it.
struct Written {
  std::string first, last;                     ///< ids of what it stands for
  std::size_t revisions = 0;                   ///< how many those are
  std::vector<author::RevisionFile> files;     ///< its own
  std::vector<std::filesystem::path> removed;  ///< the old ones
  std::string statement_for_databases;         ///< what each one in use needs; may be empty
  std::string why_statement;                   ///< why they need it
  std::vector<std::string> not_written;        ///< what it lacks: nothing is touched then
  report::Result check;                        ///< squash::check() of it
  std::string not_checked_from;  ///< a later revision that pgstair cannot run; may be empty
  bool is_right = false;         ///< nothing is in the way of it
  bool in_place = false;         ///< the files are there, and the old ones are not
};

/// Whether a finding of check() keeps a squash from being written: an error by which it is another
/// chain, or does not work. What is wrong with revisions that stay was so before, and so was what a
/// team does not like in a schema.
bool is_in_the_way(const report::Finding& finding, const std::string& squash_id);

/// Writes one revision that stands for a range, checks it against the old chain, and only then
/// exchanges the files: all of them or none.
///
/// Throws UsageError if the range cannot be squashed, or the old files would be lost;
/// EnvironmentError if there is no Postgres.
Written write(const WriteOptions& options);

}  // namespace pgstair::squash
