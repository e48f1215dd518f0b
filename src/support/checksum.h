// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace pgstair {

/// FNV-1a, 64 bits: tells what is damaged or has changed, and is no protection against what is
/// forged. Source: Fowler, Noll, Vo, draft-eastlake-fnv.
class Checksum {
 public:
  void add(std::string_view text) {
    for (const char c : text) {
      hash_ ^= static_cast<unsigned char>(c);
      hash_ *= 1099511628211u;
    }
  }

  /// Sixteen hexadecimal digits.
  std::string text() const {
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash_));
    return digits;
  }

 private:
  std::uint64_t hash_ = 14695981039346656037u;
};

}  // namespace pgstair
