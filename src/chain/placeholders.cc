// SPDX-License-Identifier: MIT
#include "chain/placeholders.h"

#include <algorithm>
#include <array>

#include "sql/words.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

struct Notation {
  std::string_view open;
  std::string_view close;
};

constexpr std::string_view template_begin = "/* TEMPLATE_BEGIN:";
constexpr std::string_view template_end = "/* TEMPLATE_END */";

constexpr std::array notations{Notation{"{{", "}}"},           Notation{"{%", "%}"},
                               Notation{"{#", "#}"},           Notation{"${", "}"},
                               Notation{"/* TEMPLATE:", "*/"}, Notation{template_begin, "*/"}};

/// Of a placeholder, from its first character to its last. So a line of openings that nothing
/// closes is not read to its end for each.
constexpr std::size_t longest = 4096;

/// A placeholder as it stands in the text.
struct Placeholder {
  std::string_view whole;
  std::string_view open;
  std::string name;  ///< what stands between, without blanks, a trimming `-` and a leading dot
};

std::string name_in(std::string_view inside) {
  if (inside.starts_with('-')) inside.remove_prefix(1);
  if (inside.ends_with('-')) inside.remove_suffix(1);
  inside = trim(inside);
  if (inside.starts_with('.')) inside.remove_prefix(1);
  return std::string(inside);
}

/// The placeholder that begins with the text, on one line.
std::optional<Placeholder> placeholder_at(std::string_view text) {
  for (const auto& notation : notations) {
    if (!text.starts_with(notation.open)) continue;
    const auto near = text.substr(0, longest);
    const auto line = near.substr(0, near.find('\n'));
    const auto end = line.find(notation.close, notation.open.size());
    if (end == std::string_view::npos) return std::nullopt;
    return Placeholder{text.substr(0, end + notation.close.size()), notation.open,
                       name_in(line.substr(notation.open.size(), end - notation.open.size()))};
  }
  return std::nullopt;
}

/// How much of the text a value takes the place of: of river's TEMPLATE_BEGIN all up to its end.
std::size_t replaced_length(std::string_view text, const Placeholder& placeholder) {
  if (placeholder.open != template_begin) return placeholder.whole.size();
  const auto end = text.find(template_end);
  return end == std::string_view::npos ? placeholder.whole.size() : end + template_end.size();
}

class Filling {
 public:
  Filling(std::string_view text, const Placeholders& known, DollarBraces dollar_braces)
      : text_(text), known_(known), dollar_braces_(dollar_braces) {}

  std::string filled() const {
    std::string result;
    for (std::size_t at = 0; at < text_.size();) {
      const auto found = placeholder(at);
      const auto value = found ? known_.find(found->name) : known_.end();
      if (value == known_.end()) {
        result += text_[at++];
        continue;
      }
      const auto replaced = text_.substr(at, replaced_length(text_.substr(at), *found));
      result += value->second;
      result.append(static_cast<std::size_t>(std::ranges::count(replaced, '\n')), '\n');
      at += replaced.size();
    }
    return result;
  }

  /// Offsets of the placeholders without a value that stand where SQL has none.
  std::vector<std::size_t> unknown() const {
    std::vector<std::size_t> found;
    std::size_t start = sql::skip_blanks_and_comments(text_, 0);
    std::string before;
    while (start < text_.size()) {
      sql::Words words(text_, start);
      const std::string word = words.next();
      std::size_t end = words.offset();
      if (word == "\"") {
        add_in_quoted_name(start, end, found);
      } else if (const auto at = place_in_code(word, start, end)) {
        end = std::max(end, *at + placeholder(*at)->whole.size());
        if (is_unknown(*at)) found.push_back(*at);
      }
      if (before == "from" && word == "stdin") end = past_data(end);
      before = word;
      start = sql::skip_blanks_and_comments(text_, end);
    }
    return found;
  }

  std::optional<Placeholder> placeholder(std::size_t at) const {
    const char first = text_[at];
    if (first != '{' && first != '$' && first != '/') return std::nullopt;
    auto found = placeholder_at(text_.substr(at));
    if (found && found->open == "${" && dollar_braces_ == DollarBraces::left_to_the_tool)
      return std::nullopt;
    return found;
  }

 private:
  bool is_unknown(std::size_t at) const { return !known_.contains(placeholder(at)->name); }

  /// Where a placeholder begins, if the word at `start` is the beginning of one: `{`, or a word
  /// with the `$` of `${` at its end.
  std::optional<std::size_t> place_in_code(const std::string& word, std::size_t start,
                                           std::size_t end) const {
    const bool is_opaque = word.size() != end - start;
    if (is_opaque || (word != "{" && !word.ends_with('$'))) return std::nullopt;
    return placeholder(end - 1) ? std::optional(end - 1) : std::nullopt;
  }

  void add_in_quoted_name(std::size_t start, std::size_t end,
                          std::vector<std::size_t>& found) const {
    for (std::size_t at = start; at < end; ++at) {
      const auto one = placeholder(at);
      if (one && !one->open.starts_with('/') && is_unknown(at)) found.push_back(at);
    }
  }

  /// The offset past what COPY … FROM STDIN reads, which is no SQL.
  std::size_t past_data(std::size_t at) const {
    const auto end = text_.find("\n\\.", at);
    return end == std::string_view::npos ? at : end + 3;
  }

  std::string_view text_;
  const Placeholders& known_;
  DollarBraces dollar_braces_;
};

/// Whether it is no name but a template's own code: `{% if x %}`, `{{ range .tables }}`.
bool is_code(const Placeholder& placeholder) {
  if (placeholder.open == "{%" || placeholder.open == "{#") return true;
  constexpr std::array<std::string_view, 8> keywords{"if",   "else",  "end",    "range",
                                                     "with", "block", "define", "template"};
  const auto first = placeholder.name.substr(0, placeholder.name.find_first_of(" \t"));
  return placeholder.open == "{{" && std::ranges::find(keywords, first) != keywords.end();
}

Fault fault_of(const Placeholder& placeholder, const Placeholders& known, Location place,
               const std::string& revision) {
  const std::string whole(placeholder.whole);
  if (is_code(placeholder)) {
    return {"unknown-placeholder", whole + " is code of a template, which pgstair does not run",
            std::move(place), revision,
            "verify the files that are made of the templates, or let the team's own runner apply "
            "the chain, with [commands] in pgstair.toml"};
  }
  std::vector<std::string> names;
  for (const auto& [name, value] : known) names.push_back(name);
  const auto meant = nearest(placeholder.name, names);
  return {"unknown-placeholder", "there is no value for " + whole, std::move(place), revision,
          meant ? "did you mean " + *meant + ", which has one in pgstair.toml?"
                : "give it one under [placeholders] in pgstair.toml"};
}

/// The position behind a piece of text that begins at `start`.
TextPosition position_after(const TextPosition& start, std::string_view piece) {
  const auto within = position_at(piece, piece.size());
  if (within.line == 1) return {start.line, start.column + within.column - 1};
  return {start.line + within.line - 1, within.column};
}

}  // namespace

FilledText fill_placeholders(std::string_view text, const Placeholders& known,
                             DollarBraces dollar_braces, const std::string& file,
                             const std::string& revision, std::vector<Fault>& faults) {
  const bool has_any = std::ranges::any_of(notations, [&](const Notation& notation) {
    return text.find(notation.open) != std::string_view::npos;
  });
  if (!has_any) return {std::string(text), std::nullopt};
  const Filling filling(text, known, dollar_braces);
  FilledText result{filling.filled(), std::nullopt};
  std::size_t last = 0;
  TextPosition place;
  for (const std::size_t at : filling.unknown()) {
    place = position_after(place, text.substr(last, at - last));
    last = at;
    if (!result.first_unknown) result.first_unknown = place.line;
    faults.push_back(
        fault_of(*filling.placeholder(at), known, {file, place.line, place.column}, revision));
  }
  return result;
}

std::string with_known_placeholders(std::string_view text, const Placeholders& known) {
  if (known.empty()) return std::string(text);
  return Filling(text, known, DollarBraces::placeholders).filled();
}

}  // namespace pgstair::chain
