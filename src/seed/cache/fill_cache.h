// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "seed/cache/load_outcome.h"

namespace pgstair::seed {

/// For one row: whether each condition holds (NULL holds, as in a CHECK); nothing if the evaluation
/// failed, as 1/0 does.
using Verdict = std::optional<std::vector<bool>>;

/// Which rows of a source the server took when it had refused others.
struct TakenRows {
  std::vector<std::uint64_t> of_source;  ///< places in it
  std::vector<std::uint64_t> of_varied;
  LoadOutcome outcome;
};

/// What the server has said, so that a fill need not ask again what it has asked before, or what a
/// fill of the same database before it has. The rows are the same without; they take longer.
///
/// NoCache, below, is the plain path. RememberingCache (remembering_cache.h) is for speed.
class FillCache {
 public:
  virtual ~FillCache() = default;

  /// What conditions say of rows. `question`: the hash of the statement that asks for it.
  virtual std::optional<std::vector<Verdict>> verdicts(std::uint64_t question) const = 0;
  virtual void remember_verdicts(std::uint64_t question, const std::vector<Verdict>& verdicts) = 0;

  /// Whether a type takes a value as input.
  virtual std::optional<bool> accepted(const std::string& type, const std::string& value) const = 0;
  virtual void remember_accepted(const std::string& type, const std::string& value,
                                 bool is_accepted) = 0;

  /// The outcome of a load that went row by row. `load`: what was asked, and what COPY said to it.
  virtual std::optional<TakenRows> taken_rows(const std::string& load) const = 0;
  virtual void remember_taken_rows(const std::string& load, const TakenRows& taken) = 0;
};

/// Remembers nothing: the server is asked each time.
class NoCache final : public FillCache {
 public:
  std::optional<std::vector<Verdict>> verdicts(std::uint64_t /*question*/) const override {
    return std::nullopt;
  }
  void remember_verdicts(std::uint64_t /*question*/,
                         const std::vector<Verdict>& /*verdicts*/) override {}

  std::optional<bool> accepted(const std::string& /*type*/,
                               const std::string& /*value*/) const override {
    return std::nullopt;
  }
  void remember_accepted(const std::string& /*type*/, const std::string& /*value*/,
                         bool /*is_accepted*/) override {}

  std::optional<TakenRows> taken_rows(const std::string& /*load*/) const override {
    return std::nullopt;
  }
  void remember_taken_rows(const std::string& /*load*/, const TakenRows& /*taken*/) override {}
};

}  // namespace pgstair::seed
