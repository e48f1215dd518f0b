// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chain/chain.h"

namespace pgstair::squash {

/// What a chain's tool does with a database that has applied revisions of the old chain, when it is
/// given the new chain's files.
struct Resume {
  std::string refuses;               ///< not empty: it does nothing, and says this
  std::vector<bool> taken;           ///< of the new chain: what it takes for applied
  std::vector<std::size_t> pending;  ///< of the new chain: what it applies, in this order
  bool by_old_files = false;  ///< it goes on with what a baseline stands for, as if there were none
};

/// How many revisions of the new chain are taken for applied, if they are its first ones.
std::optional<std::size_t> taken_prefix(const Resume& resume);

/// What there is, besides the new chain, for databases that have applied the old one.
struct Deployment {
  /// Revisions that the new chain's baseline stands for.
  std::vector<chain::Revision> before_baseline = {};
  /// That many revisions of the old chain are noted as one in each database that has them all: by
  /// the statement that a squash in sqlx's format comes with.
  std::size_t noted_as_one = 0;
};

/// A row of a tool's version table, beside the new chain's files.
struct Noted {
  std::string version;  ///< as preflight::comparable_version(); a repeatable's id
  bool is_repeatable = false;
  bool has_other_file = false;  ///< the new chain has another file by that version than was applied
  bool is_baseline = false;     ///< it stands for all versions up to its own, without a file
};

/// Whether the rules of the format's tool are written here. Of plain files, and of what is no
/// format of files, no one tool's are meant.
bool knows_tool_of(const std::string& format);

/// The rules of a format's tool. Sources: what each keeps and compares, read in Alembic 1.18,
/// dbmate 2, golang-migrate 4, goose 3, diesel 2, sqlx 0.8, and in Flyway's documentation; see
/// docs/commands/squash.md.
class Tool {
 public:
  /// The chains must outlive this object.
  Tool(const std::string& format, const chain::Chain& old_chain, const chain::Chain& new_chain,
       const Deployment& deployment = {});

  /// What it does with a database that stopped after so many revisions of the old chain.
  Resume resume(std::size_t applied) const;

  /// What it does with a database whose version table notes this, in the order of application.
  Resume resume(const std::vector<Noted>& noted) const;

  /// What people call it: "golang-migrate", "Alembic".
  const std::string& name() const { return name_; }

 private:
  friend struct Rules;
  std::vector<Noted> noted_after(std::size_t applied) const;

  const chain::Chain& old_chain_;
  const chain::Chain& new_chain_;
  std::vector<std::string> old_versions_;  ///< as the tool notes them
  std::vector<std::string> new_versions_;
  std::vector<bool> changed_;  ///< of the old chain: the checksum is another by now
  bool notes_heads_;           ///< and not all that is applied
  std::vector<bool> kept_;     ///< likewise: the file is there as it was, behind a baseline
  std::size_t noted_as_one_;
  std::string name_;
  Resume (*rule_)(const Tool&, const std::vector<Noted>&);
};

}  // namespace pgstair::squash
