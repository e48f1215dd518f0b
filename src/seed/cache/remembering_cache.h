// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "seed/cache/fill_cache.h"

namespace pgstair::seed {

/// Remembers everything, for fills of one database whose schema goes on: a revision later, most of
/// its tables are what they were.
///
/// A condition is taken to mean the same for ever. Where a function that it calls has become
/// another one, loading finds the rows that are not legal any more.
class RememberingCache final : public FillCache {
 public:
  std::optional<std::vector<Verdict>> verdicts(std::uint64_t question) const override;
  void remember_verdicts(std::uint64_t question, const std::vector<Verdict>& verdicts) override;

  std::optional<bool> accepted(const std::string& type, const std::string& value) const override;
  void remember_accepted(const std::string& type, const std::string& value,
                         bool is_accepted) override;

  std::optional<TakenRows> taken_rows(const std::string& load) const override;
  void remember_taken_rows(const std::string& load, const TakenRows& taken) override;

  /// Lets another cache remember all that this one does.
  void copy_to(FillCache& other) const;

 private:
  std::unordered_map<std::uint64_t, std::vector<Verdict>> verdicts_;
  std::map<std::pair<std::string, std::string>, bool> accepted_;  ///< by type and value
  std::map<std::string, TakenRows> taken_rows_;
};

}  // namespace pgstair::seed
