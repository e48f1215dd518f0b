// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace pgstair::catalog::fuzz {

/// The same numbers from the same seed on every platform, which std's distributions do not promise.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// From 0 to `count` - 1.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
  bool percent(std::size_t chance) { return below(100) < chance; }

 private:
  std::mt19937_64 engine_;
};

/// Statements, one after the other.
using Route = std::vector<std::string>;

/// What to do to a database: one of the routes, which mostly lead to the same schema.
using Step = std::vector<Route>;

/// Random DDL; ddl.grammar says how a grammar is written.
class Grammar {
 public:
  explicit Grammar(std::string_view text);

  /// One expansion of `rule`, whose alternatives are steps.
  Step expand(const std::string& rule, Random& random) const;

 private:
  struct Rule {
    std::vector<std::string> alternatives;  ///< each as often as it is weighty
  };
  using Bound = std::map<std::string, std::string, std::less<>>;

  void add_alternative(Rule& rule, std::string_view line) const;
  std::string expand_rule(const std::string& rule, Random& random, Bound& bound) const;
  std::string expand_reference(std::string_view reference, Random& random, Bound& bound) const;

  std::map<std::string, Rule, std::less<>> rules_;
};

}  // namespace pgstair::catalog::fuzz
