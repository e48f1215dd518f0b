// SPDX-License-Identifier: MIT
#include "seed/conditions/pattern.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace pgstair::seed {

namespace {

constexpr std::string_view lower_letters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view upper_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view all_digits = "0123456789";
constexpr int most_repetitions = 8;  // of * and +

/// Walks over the pattern and writes a text while it does so.
class Sampler {
 public:
  Sampler(std::string_view pattern, Draw& draw) : pattern_(pattern), draw_(draw) {}

  std::optional<std::string> run() {
    std::string text = alternatives();
    if (!understood_ || at_ != pattern_.size()) return std::nullopt;
    return text;
  }

 private:
  bool ended() const { return at_ >= pattern_.size(); }
  char peek() const { return ended() ? '\0' : pattern_[at_]; }
  bool take(char character) {
    if (peek() != character || ended()) return false;
    ++at_;
    return true;
  }

  std::string alternatives() {
    std::vector<std::string> branches{sequence()};
    while (take('|')) branches.push_back(sequence());
    return draw_.one_of(branches);
  }

  std::string sequence() {
    std::string text;
    while (!ended() && peek() != '|' && peek() != ')' && understood_) text += repeated();
    return text;
  }

  /// An atom with its quantifier: the atom is sampled anew for each repetition.
  std::string repeated() {
    const std::size_t start = at_;
    std::string once = atom();
    const std::size_t after_atom = at_;
    const auto [least, most] = quantifier();
    const std::size_t after = at_;
    if (least == 1 && most == 1) return once;
    const int times =
        least +
        static_cast<int>(draw_.below(static_cast<std::uint64_t>(std::max(0, most - least)) + 1));
    std::string text;
    for (int i = 0; i < times && understood_; ++i) {
      at_ = start;
      text += atom();
      if (at_ != after_atom) understood_ = false;
    }
    at_ = after;
    return text;
  }

  std::pair<int, int> quantifier() {
    std::pair<int, int> bounds{1, 1};
    if (take('*')) {
      bounds = {0, most_repetitions};
    } else if (take('+')) {
      bounds = {1, most_repetitions};
    } else if (take('?')) {
      bounds = {0, 1};
    } else if (peek() == '{') {
      ++at_;
      bounds.first = number();
      bounds.second = bounds.first;
      if (take(',')) bounds.second = peek() == '}' ? bounds.first + most_repetitions : number();
      if (!take('}')) understood_ = false;
      bounds.second = std::min(bounds.second, bounds.first + 64);
    } else {
      return bounds;
    }
    take('?');  // not greedy, which makes no difference here
    return bounds;
  }

  int number() {
    int value = 0;
    while (std::isdigit(static_cast<unsigned char>(peek())) != 0 && value < 100'000) {
      value = value * 10 + (pattern_[at_++] - '0');
    }
    return value;
  }

  std::string atom() {
    const char character = pattern_[at_++];
    switch (character) {
      case '^':
      case '$':
        return "";
      case '.':
        return one_of(std::string(lower_letters) + std::string(all_digits));
      case '[':
        return one_of(bracket());
      case '(':
        return group();
      case '\\':
        return escaped();
      default:
        return std::string(1, character);
    }
  }

  std::string group() {
    if (take('?') && !take(':')) understood_ = false;  // look-around
    std::string text = understood_ ? alternatives() : "";
    if (!take(')')) understood_ = false;
    return text;
  }

  std::string escaped() {
    if (ended()) return "";
    const char character = pattern_[at_++];
    const std::string set = escape_class(character);
    if (!set.empty()) return one_of(set);
    switch (character) {
      case 'A':
      case 'Z':
      case 'm':
      case 'M':
      case 'y':
        return "";
      case 'n':
        return "\n";
      case 't':
        return "\t";
      default:
        if (std::isalnum(static_cast<unsigned char>(character)) != 0) understood_ = false;
        return std::string(1, character);
    }
  }

  static std::string escape_class(char character) {
    std::string letters = std::string(lower_letters) + std::string(upper_letters);
    switch (character) {
      case 'd':
        return std::string(all_digits);
      case 'w':
        return letters + std::string(all_digits) + "_";
      case 's':
        return " ";
      case 'D':
        return letters;
      case 'S':
        return letters + std::string(all_digits);
      case 'W':
        return " -.";
      default:
        return "";
    }
  }

  std::string named_class(std::string_view name) {
    std::string letters = std::string(lower_letters) + std::string(upper_letters);
    if (name == "alpha") return letters;
    if (name == "digit") return std::string(all_digits);
    if (name == "alnum") return letters + std::string(all_digits);
    if (name == "upper") return std::string(upper_letters);
    if (name == "lower") return std::string(lower_letters);
    if (name == "xdigit") return std::string(all_digits) + "abcdef";
    if (name == "space" || name == "blank") return " ";
    if (name == "punct") return "-_.,!";
    understood_ = false;
    return "a";
  }

  /// The characters of a bracket expression; of a negated one, the ordinary characters left.
  std::string bracket() {
    const bool negated = take('^');
    std::string set;
    bool first = true;
    while (!ended() && (peek() != ']' || first)) {
      first = false;
      set += bracket_member();
    }
    if (!take(']')) understood_ = false;
    if (!negated) return set;
    std::string rest;
    for (const char candidate :
         std::string(lower_letters) + std::string(upper_letters) + std::string(all_digits) + "_-") {
      if (set.find(candidate) == std::string::npos) rest += candidate;
    }
    return rest;
  }

  std::string bracket_member() {
    if (pattern_.substr(at_).starts_with("[:")) {
      const std::size_t end = pattern_.find(":]", at_);
      if (end == std::string_view::npos) {
        understood_ = false;
        ++at_;
        return "";
      }
      const auto name = pattern_.substr(at_ + 2, end - at_ - 2);
      at_ = end + 2;
      return named_class(name);
    }
    char from = pattern_[at_++];
    if (from == '\\' && !ended()) {
      from = pattern_[at_++];
      if (std::string set = escape_class(from); !set.empty()) return set;
    }
    if (peek() != '-' || at_ + 1 >= pattern_.size() || pattern_[at_ + 1] == ']') {
      return std::string(1, from);
    }
    ++at_;
    char to = pattern_[at_++];
    if (to == '\\' && !ended()) to = pattern_[at_++];
    std::string set;
    for (int code = static_cast<unsigned char>(from);
         code <= static_cast<unsigned char>(to) && code < 127; ++code) {
      if (code >= 32) set += static_cast<char>(code);
    }
    return set;
  }

  std::string one_of(const std::string& set) {
    if (set.empty()) {
      understood_ = false;
      return "";
    }
    return std::string(1, set[draw_.below(set.size())]);
  }

  std::string_view pattern_;
  Draw& draw_;
  std::size_t at_ = 0;
  bool understood_ = true;
};

}  // namespace

std::optional<std::string> sample_pattern(std::string_view pattern, Draw& draw) {
  if (pattern.starts_with("(?i)")) pattern.remove_prefix(4);
  return Sampler(pattern, draw).run();
}

}  // namespace pgstair::seed
