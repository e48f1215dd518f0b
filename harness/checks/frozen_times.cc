// SPDX-License-Identifier: MIT
#include "checks/frozen_times.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

#include "catalog/describe.h"

namespace pgstair::checks {

namespace {

/// "2026-11-30 21:39:12.656414", as the server writes a timestamp.
bool is_time(std::string_view literal) {
  constexpr std::string_view shape = "0000-00-00 00:00:00";
  if (literal.size() < shape.size()) return false;
  return std::ranges::equal(shape, literal.substr(0, shape.size()), [](char form, char c) {
    return form == '0' ? std::isdigit(static_cast<unsigned char>(c)) != 0 : form == c;
  });
}

/// The text without what stands in quotes and is a time.
std::string without_times(std::string_view text) {
  std::string result;
  while (true) {
    const auto open = text.find('\'');
    const auto close = open == std::string_view::npos ? open : text.find('\'', open + 1);
    if (close == std::string_view::npos) return result + std::string(text);
    const auto literal = text.substr(open + 1, close - open - 1);
    result += text.substr(0, is_time(literal) ? open + 1 : close);
    result += '\'';
    text.remove_prefix(close + 1);
  }
}

}  // namespace

bool changes_only_times(const catalog::Change& change) {
  if (change.kind != catalog::ChangeKind::changed) return false;
  return std::ranges::all_of(change.attributes, [](const catalog::AttributeChange& attribute) {
    return attribute.before && attribute.after &&
           without_times(*attribute.before) == without_times(*attribute.after);
  });
}

void note_frozen_times(report::Finding& found, const catalog::Change& change) {
  found.severity = report::Severity::warning;
  found.message = catalog::subject(change) +
                  " has the time at which it was made in it, and is another each time it is made";
  found.advice =
      "Write now(), which is asked whenever it is read. 'now' in quotes is the time of the CREATE.";
}

}  // namespace pgstair::checks
