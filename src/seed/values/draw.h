// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace pgstair::seed {

/// Spreads the bits of a number (the finaliser of splitmix64).
constexpr std::uint64_t mix(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15U;
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31U);
}

/// FNV-1a: the same on every machine, which std::hash is not.
constexpr std::uint64_t hash_text(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char character : text) {
    hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001b3U;
  }
  return mix(hash);
}

/// The hash of several texts, taken one after the other.
constexpr std::uint64_t hash_further(std::uint64_t hash, std::string_view text) {
  return mix(hash ^ hash_text(text));
}

/// Random numbers that depend on nothing but what they are for: the seed, a name
/// ("public.users.email") and a row. So a table that is added changes no other table's rows.
class Draw {
 public:
  Draw(std::uint64_t seed, std::uint64_t name_hash, std::uint64_t row)
      : state_(mix(seed ^ name_hash) ^ mix(row * 0x9e3779b97f4a7c15U + 1)) {}

  std::uint64_t next() { return mix(state_++); }
  /// From 0 to `bound` - 1. Requires: bound > 0.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  /// True `times` in `of`.
  bool chance(std::uint64_t times, std::uint64_t of) { return below(of) < times; }
  template <typename T>
  const T& one_of(const std::vector<T>& choices) {
    return choices[below(choices.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace pgstair::seed
