// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "seed/values/value.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

constexpr std::array<std::string_view, 24> vocabulary{
    "amber",  "birch",  "cedar", "delta",   "ember", "fjord",  "grove",  "harbor",
    "indigo", "jasper", "kelp",  "lantern", "maple", "nectar", "orchid", "pebble",
    "quartz", "river",  "slate", "timber",  "umber", "violet", "willow", "zephyr"};

std::string word(std::uint64_t index) { return std::string(vocabulary[index % vocabulary.size()]); }

std::string capital(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string in_base(std::uint64_t number, std::string_view digits) {
  std::string text;
  do {
    text.insert(text.begin(), digits[number % digits.size()]);
    number /= digits.size();
  } while (number != 0);
  return text;
}

std::string padded(const std::string& text, std::size_t width, char with) {
  return text.size() < width ? std::string(width - text.size(), with) + text : text;
}

constexpr std::string_view base36 = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view lower_letters = "abcdefghijklmnopqrstuvwxyz";

std::string unlimited_shape(TextShape shape, std::uint64_t ordinal) {
  std::string number = std::to_string(ordinal + 1);
  const std::string first = word(mix(ordinal));
  const std::string second = word(mix(ordinal + 7919));
  switch (shape) {
    case TextShape::words:
      return first + " " + number;
    case TextShape::slug:
      return first + "-" + number;
    case TextShape::identifier:
      return first + "_" + number;
    case TextShape::email:
      return first + "." + second + number + "@example.com";
    case TextShape::url:
      return "https://example.com/" + first + "/" + number;
    case TextShape::host:
      return first + number + ".example.com";
    case TextShape::path:
      return "/" + first + "/" + second + "/" + number;
    case TextShape::digits:
      return padded(number, 6, '0');
    case TextShape::hex:
      return padded(in_base(mix(ordinal), "0123456789abcdef"), 16, '0') +
             padded(in_base(ordinal, "0123456789abcdef"), 16, '0');
    case TextShape::upper_code:
      return padded(in_base(ordinal, upper), 3, 'A');
    case TextShape::title:
      return capital(first) + " " + capital(second) + " " + number;
    case TextShape::phone:
      return "+1555" + padded(number, 7, '0');
    case TextShape::version:
      return std::to_string(ordinal / 100) + "." + std::to_string(ordinal / 10 % 10) + "." +
             std::to_string(ordinal % 10);
    case TextShape::sentence:
      return capital(first) + " and " + second + " make number " + number + ".";
    case TextShape::letters:
      return first + padded(in_base(ordinal, lower_letters), 3, 'a');
    case TextShape::uuid: {
      const std::string hex = unlimited_shape(TextShape::hex, ordinal);
      return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-4" + hex.substr(13, 3) + "-8" +
             hex.substr(17, 3) + "-" + hex.substr(20);
    }
  }
  return number;
}

/// At most this many characters; 0 for none. varchar(n), char(n) and bit lengths count from 4.
std::uint64_t limit_of(int typmod) {
  return typmod >= 4 ? static_cast<std::uint64_t>(typmod - 4) : unlimited;
}

std::string nasty_text(const Request& request, std::uint64_t limit) {
  const std::string base = unlimited_shape(request.shape, request.ordinal);
  // One has an accent as a sign of its own: not in NFC.
  const std::array<std::string, 14> choices{"",
                                            " ",
                                            "  padded  ",
                                            "O'Brien \"quoted\" \\back",
                                            "Zoe\u0308 – 北京 Ωμέγα",
                                            "🙂 emoji",
                                            "tab\tand\nnewline",
                                            "NULL",
                                            "0",
                                            "100%_wild",
                                            lower(base),
                                            base + " ",
                                            std::string(std::min<std::uint64_t>(limit, 1000), 'x'),
                                            std::string(std::min<std::uint64_t>(limit, 255), 'M')};
  const std::string& choice = choices[request.draw->below(choices.size())];
  // A cut could fall into a character of several bytes, so what is too long is left out.
  return choice.size() <= limit ? choice : std::string(std::min<std::uint64_t>(limit, 1000), 'W');
}

/// Still distinct, whatever is done about case and padding.
std::string decorated(const Request& request, std::string text, std::uint64_t limit) {
  static constexpr std::array<std::string_view, 5> decorations{" ", "'", "\"é", "\\", "Ω"};
  if (request.style == Style::plain || !request.draw->chance(1, 2)) return text;
  const std::string_view more = decorations[request.draw->below(decorations.size())];
  if (text.size() + more.size() <= limit) text += more;
  return text;
}

std::string make_text(const Request& request) {
  const std::uint64_t limit = limit_of(request.typmod);
  if (request.distinct) {
    return decorated(request, shaped_text(request.shape, request.ordinal, limit), limit);
  }
  if (request.style == Style::edge_cases && request.draw->chance(2, 3)) {
    return nasty_text(request, limit);
  }
  return shaped_text(request.shape, request.draw->below(1000), limit);
}

std::uint64_t count_text(int typmod) {
  const std::uint64_t limit = limit_of(typmod);
  std::uint64_t count = 1;
  for (std::uint64_t i = 0; i < limit && i < 12; ++i) count *= base36.size();
  return limit > 12 ? unlimited : count;
}

std::string make_name(const Request& request) {
  Request limited = request;
  limited.typmod = 4 + 63;
  return make_text(limited);
}

std::string make_char(const Request& request) {
  const std::uint64_t index = request.distinct ? request.ordinal : request.draw->below(36);
  return std::string(1, base36[(index + 10) % base36.size()]);
}

std::uint64_t count_chars(int) { return base36.size(); }

}  // namespace

TextShape shape_for(std::string_view column_name) {
  static constexpr std::array<std::pair<std::string_view, TextShape>, 27> hints{{
      {"email", TextShape::email},      {"mail", TextShape::email},
      {"url", TextShape::url},          {"uri", TextShape::url},
      {"homepage", TextShape::url},     {"link", TextShape::url},
      {"href", TextShape::url},         {"slug", TextShape::slug},
      {"path", TextShape::path},        {"host", TextShape::host},
      {"domain", TextShape::host},      {"phone", TextShape::phone},
      {"hash", TextShape::hex},         {"sha", TextShape::hex},
      {"token", TextShape::hex},        {"digest", TextShape::hex},
      {"checksum", TextShape::hex},     {"uuid", TextShape::uuid},
      {"guid", TextShape::uuid},        {"version", TextShape::version},
      {"vers", TextShape::version},     {"description", TextShape::sentence},
      {"comment", TextShape::sentence}, {"body", TextShape::sentence},
      {"title", TextShape::title},      {"zip", TextShape::digits},
      {"postal", TextShape::digits},
  }};
  const std::string name = lower(column_name);
  for (const auto& [hint, shape] : hints) {
    if (name.find(hint) != std::string::npos) return shape;
  }
  return TextShape::words;
}

std::string shaped_text(TextShape shape, std::uint64_t ordinal, std::uint64_t limit) {
  std::string text = unlimited_shape(shape, ordinal);
  if (text.size() <= limit) return text;
  if (shape == TextShape::upper_code) text = in_base(ordinal, upper);
  if (shape == TextShape::digits) text = std::to_string(ordinal);
  if (shape == TextShape::letters) text = in_base(ordinal, lower_letters);
  if (text.size() <= limit) return text;
  text = in_base(ordinal, base36);
  return text.size() <= limit ? text : text.substr(text.size() - limit);
}

const ValueFamily* text_family(std::string_view type_name) {
  static const std::map<std::string_view, ValueFamily> families{
      {"text", {make_text, count_text}},     {"varchar", {make_text, count_text}},
      {"bpchar", {make_text, count_text}},   {"citext", {make_text, count_text}},
      {"name", {make_name, count_text}},     {"char", {make_char, count_chars}},
      {"refcursor", {make_text, count_text}}};
  const auto found = families.find(type_name);
  return found == families.end() ? nullptr : &found->second;
}

}  // namespace pgstair::seed
