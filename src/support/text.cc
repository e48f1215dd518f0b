// SPDX-License-Identifier: MIT
#include "support/text.h"

#include <algorithm>
#include <numeric>

namespace pgstair {

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  std::size_t start = 0;
  for (std::size_t at = text.find(separator); at != std::string_view::npos;
       at = text.find(separator, start)) {
    pieces.push_back(text.substr(start, at - start));
    start = at + 1;
  }
  pieces.push_back(text.substr(start));
  return pieces;
}

std::vector<std::string_view> lines(std::string_view text) {
  auto pieces = split(text, '\n');
  if (pieces.back().empty()) pieces.pop_back();
  for (auto& piece : pieces) {
    if (piece.ends_with('\r')) piece.remove_suffix(1);
  }
  return pieces;
}

std::string join(const std::vector<std::string>& pieces, std::string_view separator) {
  std::string text;
  for (const auto& piece : pieces) {
    if (&piece != &pieces.front()) text += separator;
    text += piece;
  }
  return text;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  // The well-formed byte sequences of Unicode, table 3-7: overlong forms and surrogates excluded.
  struct Lead {
    unsigned char from, to;
    int tail;
    unsigned char low, high;
  };
  static constexpr Lead leads[] = {
      {0x00, 0x7f, 0, 0, 0},       {0xc2, 0xdf, 1, 0x80, 0xbf}, {0xe0, 0xe0, 2, 0xa0, 0xbf},
      {0xe1, 0xec, 2, 0x80, 0xbf}, {0xed, 0xed, 2, 0x80, 0x9f}, {0xee, 0xef, 2, 0x80, 0xbf},
      {0xf0, 0xf0, 3, 0x90, 0xbf}, {0xf1, 0xf3, 3, 0x80, 0xbf}, {0xf4, 0xf4, 3, 0x80, 0x8f}};
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto* lead = std::find_if(std::begin(leads), std::end(leads),
                                    [&](const Lead& l) { return byte >= l.from && byte <= l.to; });
    if (lead == std::end(leads)) return i;
    for (int k = 1; k <= lead->tail; ++k) {
      const std::size_t at = i + static_cast<std::size_t>(k);
      if (at >= text.size()) return i;
      const auto next = static_cast<unsigned char>(text[at]);
      if (next < (k == 1 ? lead->low : 0x80) || next > (k == 1 ? lead->high : 0xbf)) return i;
    }
    i += static_cast<std::size_t>(lead->tail) + 1;
  }
  return std::nullopt;
}

TextPosition position_at(std::string_view text, std::size_t offset) {
  TextPosition position;
  for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++position.line;
      position.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) {
      ++position.column;
    }
  }
  return position;
}

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
  std::optional<std::string> best;
  std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

namespace {

std::string plural(std::string_view singular) {
  const std::string word(singular);
  if (word.ends_with("y")) return word.substr(0, word.size() - 1) + "ies";
  return word + (word.ends_with("x") ? "es" : "s");
}

}  // namespace

std::string counted(std::size_t count, std::string_view singular) {
  return std::to_string(count) + " " + (count == 1 ? std::string(singular) : plural(singular));
}

std::string between(std::string_view text, std::string_view before, std::string_view after) {
  const auto start = text.find(before);
  if (start == std::string_view::npos) return {};
  const auto rest = text.substr(start + before.size());
  const auto end = rest.find(after);
  return end == std::string_view::npos ? std::string() : std::string(rest.substr(0, end));
}

namespace {

bool is_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

bool has_word(std::string_view text, std::string_view word) {
  if (word.empty()) return false;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_of_word(text[at - 1])) && (end == text.size() || !is_of_word(text[end])))
      return true;
  }
  return false;
}

std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  for (auto at = text.begin(); at != text.end();) {
    const auto end = std::find_if_not(at, text.end(), is_of_word);
    if (end == at) {
      ++at;
      continue;
    }
    words.emplace(at, end);
    at = end;
  }
  return words;
}

std::string printable(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string result;
  std::size_t valid = first_invalid_utf8(text).value_or(text.size());  // up to here
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > valid) valid = at + first_invalid_utf8(text.substr(at)).value_or(text.size() - at);
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool is_c1 = byte == 0xc2 && at < valid && at + 1 < text.size() &&
                       static_cast<unsigned char>(text[at + 1]) < 0xa0;  // U+0080 to U+009F
    const bool is_control = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f;
    if (!is_c1 && !is_control && at != valid) {
      result += text[at];
      continue;
    }
    const auto shown = is_c1 ? static_cast<unsigned char>(text[++at]) : byte;
    result += {'\\', 'x', digits[shown >> 4], digits[shown & 15]};
  }
  return result;
}

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
  return std::string(text.substr(0, most)) + "… (" + counted(text.size(), "byte") + ")";
}

}  // namespace pgstair
