// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pgstair::seed {

/// The constants of a condition: what a value that satisfies it, or just fails it, is made of.
struct Literals {
  std::vector<std::string> texts;
  std::vector<std::string> numbers;
  std::vector<std::string> patterns;  ///< texts on the right of ~ and ~*: regular expressions
};

/// Reads them out of an expression as the server deparses it: 'it''s'::text, E'a\\b', (5)::numeric.
Literals literals_of(std::string_view expression);

}  // namespace pgstair::seed
