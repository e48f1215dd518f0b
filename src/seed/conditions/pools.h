// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "seed/conditions/evaluation.h"
#include "seed/values/value_maker.h"

namespace pgstair::seed {

/// Candidates for a value that conditions restrict: their constants and what lies beside them,
/// texts that match their patterns, texts of all shapes, ordinary values.
class Candidates {
 public:
  /// For a column or domain of type `use` (its base) that `conditions` mention.
  Candidates(Evaluator& evaluator, const ValueMaker& maker, TypeUse use,
             const std::vector<std::string>& conditions);

  /// One candidate. Ask several times: none is promised to satisfy anything.
  std::string make(const Request& request) const;

  /// Whether it is text that no pattern restricts; at most limit() characters.
  bool is_free_text() const { return is_text_ && patterns_.empty(); }
  std::uint64_t limit() const { return limit_; }

 private:
  std::string text_candidate(const Request& request) const;
  std::string bytes_candidate(const Request& request) const;
  std::string array_candidate(const Request& request) const;

  const ValueMaker* maker_;
  TypeUse use_;
  bool is_text_ = false;
  bool is_bytes_ = false;
  bool is_array_ = false;
  std::uint64_t limit_ = unlimited;
  std::vector<std::string> constants_;
  std::vector<std::string> patterns_;
  std::vector<std::uint64_t> lengths_;
};

/// Values for each domain with conditions, and for each base type that no family knows, among the
/// types that tables use. At most `size` for each.
Pools find_pools(Evaluator& evaluator, const Schema& schema, std::uint64_t seed, std::size_t size);

}  // namespace pgstair::seed
