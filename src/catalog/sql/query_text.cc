// SPDX-License-Identifier: MIT
#include "catalog/sql/query_text.h"

#include <charconv>

#include "support/errors.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

[[noreturn]] void fail(const std::string& what, std::string_view where) {
  throw std::logic_error("catalog query: " + what + ": " + std::string(where));
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// "if version >= 150000" without the "if".
bool holds(std::string_view condition, int version) {
  constexpr std::string_view prefix = "version >= ";
  condition = trim(condition);
  if (!condition.starts_with(prefix)) fail("not a condition", condition);
  condition.remove_prefix(prefix.size());
  int least = 0;
  const auto [end, error] =
      std::from_chars(condition.data(), condition.data() + condition.size(), least);
  if (error != std::errc() || end != condition.data() + condition.size()) {
    fail("not a version", condition);
  }
  return version >= least;
}

/// One open block: whether its present branch is wanted, and whether any branch was.
struct ConditionalBlock {
  bool wanted = true;
  bool taken = true;
};

/// Applies "if …", "else if …", "else" to the open blocks; false if the directive is another one.
bool apply_conditional(std::string_view directive, int version,
                       std::vector<ConditionalBlock>& blocks) {
  if (directive.starts_with("if ")) {
    const bool wanted = holds(directive.substr(3), version);
    blocks.push_back({wanted, wanted});
    return true;
  }
  if (!directive.starts_with("else")) return false;
  if (blocks.empty()) fail("else without if", directive);
  ConditionalBlock& block = blocks.back();
  const std::string_view rest = trim(directive.substr(4));
  block.wanted = !block.taken && (rest.empty() || holds(rest.substr(rest.find(' ')), version));
  block.taken = block.taken || block.wanted;
  return true;
}

bool all_wanted(const std::vector<ConditionalBlock>& blocks) {
  for (const auto& block : blocks) {
    if (!block.wanted) return false;
  }
  return true;
}

std::size_t matching_parenthesis(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < text.size(); ++at) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')' && --depth == 0) return at;
  }
  fail("no closing parenthesis", text.substr(open));
}

std::vector<std::string> split_arguments(std::string_view text) {
  std::vector<std::string> arguments;
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] == '(') ++depth;
    if (at < text.size() && text[at] == ')') --depth;
    if (at == text.size() || (text[at] == ',' && depth == 0)) {
      arguments.emplace_back(trim(text.substr(start, at - start)));
      start = at + 1;
    }
  }
  return arguments;
}

std::string substitute(const Fragment& fragment, const std::vector<std::string>& arguments) {
  std::string result;
  const std::string_view body = fragment.body;
  for (std::size_t at = 0; at < body.size();) {
    std::size_t end = at + 1;
    if (body[at] == '$') {
      while (end < body.size() && is_name_character(body[end])) ++end;
      const std::string_view name = body.substr(at + 1, end - at - 1);
      for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (fragment.parameters[i] == name) {
          result += arguments[i];
          at = end;
          break;
        }
      }
      if (at == end) continue;
    }
    result += body.substr(at, end - at);
    at = end;
  }
  return result;
}

}  // namespace

std::string_view header_entry(std::string_view text, std::string_view word) {
  const std::string start = "-- " + std::string(word) + ":";
  for (const std::string_view line : lines(text)) {
    if (!line.starts_with("--")) return {};
    if (line.starts_with(start)) return trim(line.substr(start.size()));
  }
  return {};
}

std::string resolve_conditionals(std::string_view text, int version) {
  std::string result;
  std::vector<ConditionalBlock> blocks;
  for (const std::string_view line : lines(text)) {
    if (line.starts_with("--}")) {
      if (blocks.empty()) fail("end without a beginning", line);
      blocks.pop_back();
    } else if (line.starts_with("--{")) {
      if (!apply_conditional(trim(line.substr(3)), version, blocks))
        fail("unknown directive", line);
    } else if (!line.starts_with("--") && all_wanted(blocks)) {
      result += std::string(line) + "\n";
    }
  }
  if (!blocks.empty()) fail("block without an end", text);
  return result;
}

Fragments parse_fragments(std::string_view text, int version) {
  constexpr std::string_view define = "--{ define ";
  Fragments fragments;
  std::string name;
  std::string body;
  int depth = 0;
  for (const std::string_view line : lines(text)) {
    if (line.starts_with(define)) {
      const std::string_view signature = line.substr(define.size());
      const std::size_t open = signature.find('(');
      name = signature.substr(0, open);
      const std::size_t close = matching_parenthesis(signature, open);
      fragments[name].parameters = split_arguments(signature.substr(open + 1, close - open - 1));
      body.clear();
      depth = 1;
      continue;
    }
    if (line.starts_with("--{ if")) ++depth;
    if (line.starts_with("--}") && --depth == 0) {
      fragments[name].body = trim(resolve_conditionals(body, version));
    } else if (depth > 0) {
      body += std::string(line) + "\n";
    }
  }
  return fragments;
}

std::string expand_fragments(std::string_view text, const Fragments& fragments) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (text[at] == '@') {
      while (end < text.size() && is_name_character(text[end])) ++end;
    }
    if (end == at + 1 || end == text.size() || text[end] != '(') {
      result += text.substr(at, end - at);
      at = end;
      continue;
    }
    const auto found = fragments.find(text.substr(at + 1, end - at - 1));
    if (found == fragments.end()) fail("unknown fragment", text.substr(at, end - at));
    const std::size_t close = matching_parenthesis(text, end);
    const auto arguments = split_arguments(text.substr(end + 1, close - end - 1));
    if (arguments.size() != found->second.parameters.size()) {
      fail("wrong number of arguments", text.substr(at, close - at + 1));
    }
    result += expand_fragments(substitute(found->second, arguments), fragments);
    at = close + 1;
  }
  return result;
}

}  // namespace pgstair::catalog
