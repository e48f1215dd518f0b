// SPDX-License-Identifier: MIT
#include "squash/noted_state.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "chain/noted.h"
#include "preflight/version_rows.h"
#include "support/file.h"

namespace pgstair::squash {

namespace {

using preflight::VersionRow;

/// Version → position.
using Positions = std::map<std::string, std::size_t>;

/// Reads the rows of one database against the files of both chains.
class Reading {
 public:
  Reading(postgres::Session& session, const std::string& format, const chain::Chain& old_chain,
          const chain::Chain& new_chain)
      : session_(session),
        format_(format),
        old_chain_(old_chain),
        new_chain_(new_chain),
        old_positions_(preflight::positions_by_version(format, old_chain)),
        new_positions_(preflight::positions_by_version(format, new_chain)) {}

  NotedState read(const preflight::VersionRows& rows) {
    state_.table = rows.table;
    if (!rows.failed.empty()) state_.failed = rows.failed.front().as_noted;
    state_.is_of_new_chain = true;
    for (const auto& row : rows.versions) add_version(row);
    for (const auto& row : rows.baselines) add_baseline(row);
    for (const auto& row : rows.repeatables) add_repeatable(row);
    if (preflight::holds_last_only(format_)) add_ancestors();
    return std::move(state_);
  }

 private:
  void add_version(const VersionRow& row) {
    const auto old_one = old_positions_.find(row.version);
    const auto new_one = new_positions_.find(row.version);
    if (old_one == old_positions_.end() && new_one == new_positions_.end()) {
      state_.unknown.push_back(row.as_noted);
      return;
    }
    if (old_one != old_positions_.end()) state_.applied.insert(old_one->second);
    state_.is_of_new_chain &= new_one != new_positions_.end();
    const bool other = new_one != new_positions_.end() && has_other_file(row, new_one->second);
    state_.rows.push_back({.version = row.version, .has_other_file = other});
  }

  /// It stands for every version up to its own, and no file must be there for it.
  void add_baseline(const VersionRow& row) {
    const auto found = old_positions_.find(row.version);
    if (found != old_positions_.end()) state_.applied.insert(found->second);
    state_.rows.push_back({.version = row.version, .is_baseline = true});
    add_ancestors();
  }

  /// The last application of each decides.
  void add_repeatable(const VersionRow& row) {
    const auto named_so = [&](const chain::Revision& revision) {
      return std::filesystem::path(revision.file).filename() == row.version;
    };
    const auto& old_ones = old_chain_.revisions();
    const auto old_one = std::ranges::find_if(old_ones, named_so);
    if (old_one != old_ones.end())
      state_.applied.insert(static_cast<std::size_t>(old_one - old_ones.begin()));
    const auto& new_ones = new_chain_.revisions();
    const auto new_one = std::ranges::find_if(new_ones, named_so);
    if (new_one == new_ones.end()) {  // Flyway refuses to go on without it
      const auto stem = std::filesystem::path(row.version).stem().string();
      state_.rows.push_back({.version = stem, .is_repeatable = true});
      return;
    }
    std::erase_if(state_.rows, [&](const Noted& noted) { return noted.version == new_one->id; });
    const auto position = static_cast<std::size_t>(new_one - new_ones.begin());
    state_.rows.push_back({.version = new_one->id,
                           .is_repeatable = true,
                           .has_other_file = has_other_file(row, position)});
  }

  bool has_other_file(const VersionRow& row, std::size_t new_one) const {
    if (row.checksum.empty()) return false;
    const std::string text = read_file(chain::upgrade_file(new_chain_.revisions()[new_one]));
    return preflight::checksum_of(session_, format_, text) != row.checksum;
  }

  void add_ancestors() {
    for (std::size_t i = old_chain_.size(); i-- > 0;) {
      if (!state_.applied.contains(i)) continue;
      for (const std::size_t parent : old_chain_.parents(i)) state_.applied.insert(parent);
    }
  }

  postgres::Session& session_;
  const std::string& format_;
  const chain::Chain& old_chain_;
  const chain::Chain& new_chain_;
  const Positions old_positions_;
  const Positions new_positions_;
  NotedState state_;
};

}  // namespace

std::optional<std::size_t> NotedState::prefix_of(const chain::Chain& old_chain) const {
  std::size_t versions = 0;
  std::size_t last = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < old_chain.size(); ++i) {
    if (old_chain.revisions()[i].is_repeatable) continue;
    ++all;
    if (!applied.contains(i)) continue;
    if (++versions != all) return std::nullopt;
    last = i + 1;
  }
  return versions == all ? old_chain.size() : last;
}

NotedState read_noted_state(postgres::Session& session, const std::string& format,
                            const chain::Chain& old_chain, const chain::Chain& new_chain) {
  const auto rows = preflight::read_version_rows(session, format);
  if (rows && !rows->not_read.empty()) throw UsageError(rows->not_read);
  return rows ? Reading(session, format, old_chain, new_chain).read(*rows) : NotedState();
}

}  // namespace pgstair::squash
