// SPDX-License-Identifier: MIT
#include "author/ddl/object/names.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "support/text.h"

namespace pgstair::author {

namespace {

constexpr std::size_t longest_name = 63;

/// Kinds that statements call otherwise than people do.
const std::map<std::string, std::string, std::less<>> words_of_kinds{
    {"enum", "TYPE"},
    {"composite type", "TYPE"},
    {"range type", "TYPE"},
    {"base type", "TYPE"},
    {"shell type", "TYPE"},
    {"attribute", "COLUMN"},
    {"foreign server", "SERVER"},
    {"foreign-data wrapper", "FOREIGN DATA WRAPPER"},
    {"window function", "FUNCTION"},
};

std::string words_of(const std::string& kind) {
  const auto found = words_of_kinds.find(kind);
  if (found != words_of_kinds.end()) return found->second;
  std::string words = kind;
  std::ranges::transform(words, words.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return words;
}

/// The start of `text` that has at most `bytes` and whole characters.
std::string cut_to(const std::string& text, std::size_t bytes) {
  std::size_t end = std::min(bytes, text.size());
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end);
}

}  // namespace

std::string object_reference(const Entry& entry) {
  const auto& identity = entry.identity;
  const std::string& kind = identity.kind;
  if (kind == "database" || kind == "database setting" || kind == "default privileges" ||
      kind == "user mapping" || kind == "publication table" || kind == "publication schema") {
    return "";
  }
  const std::string words = words_of(kind);
  if (kind == "column" || kind == "attribute") {
    return words + " " + identity.owner + "." + identity.name;
  }
  if (kind == "domain constraint")
    return "CONSTRAINT " + identity.name + " ON DOMAIN " + identity.owner;
  if (kind == "index") return "INDEX " + identity.schema + "." + identity.name;
  if (!identity.owner.empty()) return words + " " + identity.name + " ON " + identity.owner;
  if (kind == "aggregate") return words + " " + aggregate_signature(entry);
  if (kind == "cast") return words + " " + identity.name;
  if (kind == "transform") {
    return words + " " +
           replace_all(replace_all(identity.name, " language ", " LANGUAGE "), "for ", "FOR ");
  }
  if (kind == "operator class" || kind == "operator family") {
    const auto [name, method] = access_method_parts(identity);
    return words + " " + identity.schema + "." + name + " USING " + method;
  }
  return words + " " + entry.name();
}

std::string grant_reference(const Entry& entry) {
  const std::string& kind = entry.identity.kind;
  if (kind == "view" || kind == "materialized view" || kind == "foreign table") {
    return "TABLE " + entry.name();
  }
  if (kind == "column") return "TABLE " + entry.identity.owner;
  if (kind == "aggregate") return "FUNCTION " + entry.name();
  if (kind == "domain") return "TYPE " + entry.name();
  if (kind == "foreign server") return "FOREIGN SERVER " + entry.name();
  return object_reference(entry);
}

std::string default_name(const std::string& table, const std::string& column,
                         std::string_view suffix) {
  const std::size_t overhead = (column.empty() ? 0 : 1) + (suffix.empty() ? 0 : suffix.size() + 1);
  std::size_t of_table = table.size();
  std::size_t of_column = column.size();
  while (of_table + of_column > longest_name - overhead) {
    --(of_table > of_column ? of_table : of_column);
  }
  std::string name = cut_to(table, of_table);
  if (!column.empty()) name += "_" + cut_to(column, of_column);
  if (!suffix.empty()) name += "_" + std::string(suffix);
  return name;
}

std::string unquoted(std::string_view name) {
  if (!name.starts_with('"')) return std::string(name);
  return replace_all(std::string(name.substr(1, name.size() - 2)), "\"\"", "\"");
}

std::string bare_name(const Entry& entry) { return unquoted(entry.identity.name); }

NameParts operator_parts(const catalog::Identity& identity) {
  const std::size_t open = identity.name.find('(');
  return {identity.name.substr(0, open),
          identity.name.substr(open + 1, identity.name.size() - open - 2)};
}

NameParts access_method_parts(const catalog::Identity& identity) {
  static constexpr std::string_view word = " using ";
  const std::size_t at = identity.name.rfind(word);
  return {identity.name.substr(0, at), identity.name.substr(at + word.size())};
}

std::string aggregate_signature(const Entry& aggregate) {
  const std::string name =
      aggregate.name().substr(0, aggregate.name().size() - aggregate.identity.name.size() +
                                     aggregate.identity.name.rfind('('));
  const std::string& arguments = aggregate["arguments"];
  return name + "(" + (arguments.empty() ? "*" : arguments) + ")";
}

}  // namespace pgstair::author
