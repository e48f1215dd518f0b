// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <string>

#include "seed/values/value.h"

namespace pgstair::seed {

namespace {

constexpr std::uint64_t most_counted_bits = 62;

std::string make_bytes(const Request& request) {
  if (!request.distinct && request.style == Style::edge_cases && request.draw->chance(1, 2)) {
    return pick(request, {"\\x", "\\x00", "\\xff", "\\xdeadbeef00"});
  }
  return "\\x" + shaped_text(TextShape::hex,
                             request.distinct ? request.ordinal : request.draw->below(1000),
                             unlimited);
}

std::string bits(std::uint64_t number, std::uint64_t width) {
  std::string text(width, '0');
  for (std::uint64_t i = 0; i < width && number != 0; ++i, number >>= 1U) {
    if ((number & 1U) != 0) text[width - 1 - i] = '1';
  }
  return text;
}

/// bit(n) has exactly n, bit varying(n) at most; n is the modifier as it is.
std::string make_bits(const Request& request) {
  const std::uint64_t width = request.typmod > 0 ? static_cast<std::uint64_t>(request.typmod) : 32;
  return bits(request.distinct ? request.ordinal : request.draw->next() >> 16U, width);
}

std::uint64_t count_bits(int typmod) {
  const std::uint64_t width = typmod > 0 ? static_cast<std::uint64_t>(typmod) : 32;
  return std::uint64_t{1} << std::min(width, most_counted_bits);
}

}  // namespace

const ValueFamily* binary_family(std::string_view type_name) {
  static const std::map<std::string_view, ValueFamily> families{
      {"bytea", {make_bytes, count_unlimited}},
      {"bit", {make_bits, count_bits}},
      {"varbit", {make_bits, count_bits}}};
  const auto found = families.find(type_name);
  return found == families.end() ? nullptr : &found->second;
}

}  // namespace pgstair::seed
