// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "seed/values/draw.h"

/// Values of the types that Postgres ships, and of the contrib ones, as text that their input
/// functions take. One file a family; each is a pure function of what is asked.
namespace pgstair::seed {

/// Plain values look like a tidy application's. Edge cases are legal, and what applications forget:
/// '', padding, the type's limits, quotes, other scripts, infinity.
enum class Style { plain, edge_cases };

/// A kind of text that applications store and check for.
enum class TextShape {
  words,
  slug,
  identifier,
  email,
  url,
  host,
  path,
  digits,
  hex,
  upper_code,
  title,
  phone,
  version,
  sentence,
  letters,
  uuid,
};
inline constexpr int text_shapes = 16;

/// What sort of value is wanted.
struct Request {
  std::uint64_t ordinal = 0;  ///< the row
  bool distinct = false;      ///< differs from the distinct values of all other ordinals
  Style style = Style::plain;
  int typmod = -1;
  int lane = 0;  ///< the column's number: the times of one row increase with it
  TextShape shape = TextShape::words;  ///< of texts: a column named email gets addresses
  Draw* draw = nullptr;
};

using MakeValue = std::string (*)(const Request&);
using CountValues = std::uint64_t (*)(int typmod);

inline constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

/// How values of one base type are made, and how many distinct ones there are.
struct ValueFamily {
  MakeValue make = nullptr;
  CountValues count = nullptr;
};

/// By pg_type.typname. Null for a type that no family knows: an extension's.
const ValueFamily* family_of(std::string_view type_name);

/// The families. Each returns null for a type that is not its own.
const ValueFamily* number_family(std::string_view type_name);
const ValueFamily* text_family(std::string_view type_name);
const ValueFamily* time_family(std::string_view type_name);
const ValueFamily* network_family(std::string_view type_name);
const ValueFamily* geometry_family(std::string_view type_name);
const ValueFamily* document_family(std::string_view type_name);
const ValueFamily* binary_family(std::string_view type_name);
const ValueFamily* system_family(std::string_view type_name);

/// For families without a limit worth counting.
std::uint64_t count_unlimited(int typmod);

/// Whether a value at the edge of its type is due: half the time, where such are asked for.
bool wants_edge_case(const Request& request);

/// One of `values`, by the request's draw.
template <std::size_t N>
std::string pick(const Request& request, const std::string_view (&values)[N]) {
  return std::string(values[request.draw->below(N)]);
}

/// Text of a shape that holds the ordinal, so that it is distinct, at most `limit` characters long.
std::string shaped_text(TextShape shape, std::uint64_t ordinal, std::uint64_t limit);

/// The shape that a column's name suggests; worth asking once a column.
TextShape shape_for(std::string_view column_name);

}  // namespace pgstair::seed
