// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include "seed/values/value.h"

namespace pgstair::seed {

namespace {

/// 1, 2, 3 …; with Style::edge_cases every third is negative, which stays distinct.
std::int64_t nth_integer(const Request& request, std::int64_t smallest, std::int64_t largest) {
  const auto span = static_cast<std::uint64_t>(largest);
  const auto position = static_cast<std::int64_t>(request.ordinal % span);
  const std::int64_t value = position + 1;
  const bool wrapped = request.ordinal / span % 2 == 1;
  const bool negative = wrapped != (request.style == Style::edge_cases && request.ordinal % 3 == 2);
  return negative && smallest < 0 ? -value : value;
}

std::int64_t any_integer(const Request& request, std::int64_t smallest, std::int64_t largest) {
  Draw& draw = *request.draw;
  if (request.style == Style::edge_cases && draw.chance(1, 2)) {
    const std::array<std::int64_t, 6> values{
        0, std::max<std::int64_t>(smallest, -1), 1, smallest, largest, largest - 1};
    return values[draw.below(values.size())];
  }
  return static_cast<std::int64_t>(draw.below(draw.chance(1, 2) ? 20 : 1000));
}

template <std::int64_t smallest, std::int64_t largest>
std::string make_integer(const Request& request) {
  return std::to_string(request.distinct ? nth_integer(request, smallest, largest)
                                         : any_integer(request, smallest, largest));
}

template <std::int64_t smallest, std::int64_t largest>
std::uint64_t count_integers(int) {
  return static_cast<std::uint64_t>(largest) * (smallest < 0 ? 2 : 1);
}

std::uint64_t power_of_ten(int exponent) {
  std::uint64_t power = 1;
  for (int i = 0; i < std::clamp(exponent, 0, 18); ++i) power *= 10;
  return power;
}

/// The digits before and after the point that numeric(p, s) takes. A negative number of them: so
/// many zeros next to the point.
struct Digits {
  int before = 6;
  int after = 2;
};

Digits digits_of(int typmod) {
  if (typmod < 4) return {};
  const int precision = ((typmod - 4) >> 16) & 0xffff;
  int scale = (typmod - 4) & 0x7ff;
  if (scale > 1023) scale -= 2048;
  return {precision - scale, scale};
}

/// `units` of the last digit that is kept: 1234 with two decimals is 12.34.
std::string decimal(std::uint64_t units, int after) {
  if (after <= 0) return std::to_string(units) + std::string(static_cast<std::size_t>(-after), '0');
  std::string text = std::to_string(units);
  const auto width = static_cast<std::size_t>(after);
  if (text.size() <= width) text.insert(0, width + 1 - text.size(), '0');
  return text.insert(text.size() - width, ".");
}

std::uint64_t count_numeric(int typmod) {
  const Digits digits = digits_of(typmod);
  return power_of_ten(digits.before + digits.after) - 1;
}

std::string largest_numeric(const Digits& digits) {
  const auto of = [](int count, char digit) {
    return std::string(static_cast<std::size_t>(std::max(count, 0)), digit);
  };
  const std::string before = of(digits.before, '9');
  const std::string zeros = of(-digits.before, '0');
  const std::string after = zeros + of(digits.after - static_cast<int>(zeros.size()), '9');
  return (before.empty() ? "0" : before) + (after.empty() ? "" : "." + after);
}

/// More digits than an integer holds, or than money is rounded to.
std::string wide_numeric(Draw& draw) {
  constexpr std::array<std::string_view, 4> values{"123456789012.3456789", "-98765432109.87654321",
                                                   "0.000000000123", "19999999999999999999"};
  return std::string(values[draw.below(values.size())]);
}

std::string make_numeric(const Request& request) {
  const Digits digits = digits_of(request.typmod);
  const std::uint64_t count = count_numeric(request.typmod);
  if (request.distinct) {
    const std::uint64_t whole = power_of_ten(std::max(digits.after, 0));
    // Whole numbers as long as there is room for them: 1, 2, 3 rather than 0.01, 0.02.
    const bool roomy = count / whole > 1'000'000'000;
    const std::uint64_t units = (request.ordinal + 1) % count;
    return decimal(roomy ? units * whole : units, digits.after);
  }
  Draw& draw = *request.draw;
  if (request.style == Style::edge_cases && draw.chance(1, 2)) {
    // Without a precision nothing is cut off.
    if (request.typmod < 4 && draw.chance(1, 3)) return wide_numeric(draw);
    const std::string largest = largest_numeric(digits);
    const std::array<std::string, 5> values{"0", decimal(1, digits.after),
                                            "-" + decimal(1, digits.after), largest, "-" + largest};
    if (digits.after < 0) return "0";
    return values[draw.below(values.size())];
  }
  return decimal(draw.below(std::min<std::uint64_t>(count, draw.chance(1, 2) ? 10'000 : 100'000)),
                 digits.after);
}

std::string make_float(const Request& request) {
  if (request.distinct) return std::to_string(request.ordinal + 1) + ".5";
  Draw& draw = *request.draw;
  if (request.style == Style::edge_cases && draw.chance(1, 2)) {
    return pick(request, {"0", "-0", "NaN", "Infinity", "-Infinity", "1e-30", "-1.5", "1e30"});
  }
  return decimal(draw.below(100'000), 2);
}

std::string make_boolean(const Request& request) {
  const bool value = request.distinct ? request.ordinal % 2 == 1 : request.draw->chance(1, 2);
  return value ? "t" : "f";
}

std::uint64_t count_booleans(int) { return 2; }

std::string make_money(const Request& request) {
  if (!request.distinct && request.style == Style::edge_cases && request.draw->chance(1, 2)) {
    return pick(request, {"0", "-0.01", "92233720368547758.07", "-92233720368547758.08"});
  }
  return decimal(request.distinct ? (request.ordinal + 1) * 100 : request.draw->below(100'000), 2);
}

constexpr std::int64_t max16 = INT16_MAX;
constexpr std::int64_t max32 = INT32_MAX;
constexpr std::int64_t max64 = INT64_MAX;

template <std::int64_t smallest, std::int64_t largest>
constexpr ValueFamily integer_family{make_integer<smallest, largest>,
                                     count_integers<smallest, largest>};

}  // namespace

const ValueFamily* number_family(std::string_view type_name) {
  static const std::map<std::string_view, ValueFamily> families{
      {"int2", integer_family<-max16 - 1, max16>},
      {"int4", integer_family<-max32 - 1, max32>},
      {"int8", integer_family<-max64, max64 / 2>},
      {"oid", integer_family<0, max32>},
      {"xid", integer_family<0, max32>},
      {"xid8", integer_family<0, max32>},
      {"cid", integer_family<0, max32>},
      {"numeric", {make_numeric, count_numeric}},
      {"float4", {make_float, count_integers<0, 8'000'000>}},
      {"float8", {make_float, count_unlimited}},
      {"bool", {make_boolean, count_booleans}},
      {"money", {make_money, count_unlimited}}};
  const auto found = families.find(type_name);
  return found == families.end() ? nullptr : &found->second;
}

}  // namespace pgstair::seed
