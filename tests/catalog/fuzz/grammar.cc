// SPDX-License-Identifier: MIT
#include "catalog/fuzz/grammar.h"

#include <cctype>

#include "support/errors.h"
#include "support/text.h"

namespace pgstair::catalog::fuzz {

namespace {

/// The length of the reference that `text` begins with: `<rule>`, `<T=rule>` or `<T>`; else 0, as
/// for the operators < and <>.
std::size_t reference_length(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 ||
                               text[end] == '_' || text[end] == '=')) {
    ++end;
  }
  return end > 1 && end < text.size() && text[end] == '>' ? end + 1 : 0;
}

std::vector<std::string> pieces(std::string_view text, std::string_view separator) {
  std::vector<std::string> result;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = text.find(separator);
    result.emplace_back(trim(text.substr(0, end)));
    if (end != std::string_view::npos) text.remove_prefix(end + separator.size());
  }
  return result;
}

}  // namespace

Grammar::Grammar(std::string_view text) {
  Rule* rule = nullptr;
  for (const std::string_view line : lines(text)) {
    if (trim(line).empty() || line.starts_with("#")) continue;
    if (line.starts_with(" ")) {
      ensure(rule != nullptr, "a grammar begins with the name of a rule");
      add_alternative(*rule, trim(line));
    } else {
      rule = &rules_[std::string(line)];
    }
  }
}

void Grammar::add_alternative(Rule& rule, std::string_view line) const {
  std::size_t weight = 1;
  const std::size_t digits = line.find_first_not_of("0123456789");
  if (digits != 0 && digits != std::string_view::npos && line.substr(digits).starts_with("* ")) {
    weight = std::stoul(std::string(line.substr(0, digits)));
    line.remove_prefix(digits + 2);
  }
  rule.alternatives.insert(rule.alternatives.end(), weight,
                           std::string(line == "-" ? std::string_view() : line));
}

std::string Grammar::expand_rule(const std::string& rule, Random& random, Bound& bound) const {
  const auto found = rules_.find(rule);
  ensure(found != rules_.end(), ("the grammar has no rule " + rule).c_str());
  const auto& alternatives = found->second.alternatives;
  const std::string_view text = alternatives[random.below(alternatives.size())];
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = text[at] == '<' ? reference_length(text.substr(at)) : 0;
    if (length == 0) {
      result += text[at++];
    } else {
      result += expand_reference(text.substr(at + 1, length - 2), random, bound);
      at += length;
    }
  }
  return result;
}

std::string Grammar::expand_reference(std::string_view reference, Random& random,
                                      Bound& bound) const {
  const auto remembered = bound.find(reference);
  if (remembered != bound.end()) return remembered->second;
  const std::size_t equals = reference.find('=');
  if (equals == std::string_view::npos) return expand_rule(std::string(reference), random, bound);
  std::string text = expand_rule(std::string(reference.substr(equals + 1)), random, bound);
  bound[std::string(reference.substr(0, equals))] = text;
  return text;
}

Step Grammar::expand(const std::string& rule, Random& random) const {
  Bound bound;
  Step step;
  for (const std::string& route : pieces(expand_rule(rule, random, bound), "%%")) {
    step.push_back(pieces(route, ";;"));
  }
  return step;
}

}  // namespace pgstair::catalog::fuzz
