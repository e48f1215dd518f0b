// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/chain.h"

/// Placeholders that no migration tool replaces: whoever deploys the chain fills them in before, or
/// the program does that embeds it.
namespace pgstair::chain {

using Placeholders = std::map<std::string, std::string>;

/// Which notations a text may have, besides `{{ name }}`, `{{ .name }}` and `/* TEMPLATE: name */`.
enum class DollarBraces { placeholders, left_to_the_tool };

struct FilledText {
  std::string text;                  ///< as many lines as before, unless a value has several
  std::optional<int> first_unknown;  ///< line of the first placeholder without a value
};

/// Puts the values of known placeholders where these stand, whatever is around them: in strings and
/// comments, too. Of an unknown one there is a fault, if it stands where SQL has no such thing:
/// between words, or in a quoted name. In strings, bodies and comments braces may be data or
/// another language
/// ('{{1,2},{3,4}}', `${x}` of JavaScript), so they stay, and nothing is said. An unknown
/// `/* TEMPLATE: name */` is a comment, which it is meant to be where nothing is to be put in.
FilledText fill_placeholders(std::string_view text, const Placeholders& known,
                             DollarBraces dollar_braces, const std::string& file,
                             const std::string& revision, std::vector<Fault>& faults);

/// The same for an SQL file beside the chain (the model, what surrounds it): of an unknown
/// placeholder the server says what it is.
std::string with_known_placeholders(std::string_view text, const Placeholders& known);

}  // namespace pgstair::chain
