// SPDX-License-Identifier: MIT
#include "catalog/sql/row_source.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

constexpr std::string_view rows_start = "--{ rows ";
constexpr std::string_view parts_start = "--{ parts ";

[[noreturn]] void refuse(std::string_view header) {
  throw std::logic_error("catalog rows: cannot read " + std::string(header));
}

/// Takes what follows ` word ` off the end of `text`; nothing if the word is not there.
std::optional<std::string> take_clause(std::string_view& text, std::string_view word) {
  const std::string marker = " " + std::string(word) + " ";
  const std::size_t at = text.find(marker);
  if (at == std::string_view::npos) return std::nullopt;
  std::string clause(trim(text.substr(at + marker.size())));
  text = text.substr(0, at);
  return clause;
}

struct RowBlock {
  bool of_parts = false;
  std::string header;
  std::string body;
};

std::vector<RowBlock> blocks_of(std::string_view text) {
  std::vector<RowBlock> blocks;
  bool within = false;
  for (const std::string_view line : lines(text)) {
    if (line.starts_with(rows_start)) {
      blocks.push_back({false, std::string(line.substr(rows_start.size())), ""});
      within = true;
    } else if (line.starts_with(parts_start)) {
      blocks.push_back({true, std::string(line.substr(parts_start.size())), ""});
      within = true;
    } else if (line.starts_with("--}")) {
      within = false;
    } else if (within) {
      blocks.back().body += std::string(line) + "\n";
    }
  }
  return blocks;
}

/// Takes a word off the end of `text`, if it is there.
bool take_word(std::string_view& text, std::string_view word) {
  if (!text.ends_with(" " + std::string(word))) return false;
  text.remove_suffix(word.size() + 1);
  return true;
}

/// The SELECTs of a block, without the word.
std::vector<std::string> branches_of(const std::string& body) {
  constexpr std::string_view select = "SELECT ";
  std::vector<std::string> branches;
  for (const std::string_view line : lines(body)) {
    if (line.starts_with(select)) {
      branches.emplace_back(line.substr(select.size()));
    } else if (!branches.empty() && trim(line) != "UNION ALL") {
      branches.back() += "\n" + std::string(line);
    }
  }
  return branches;
}

/// The source that a block describes; nothing if `version` does not have it.
std::optional<RowSource> parse(const RowBlock& block, const Fragments& fragments, int version) {
  std::string_view header = block.header;
  const auto since = take_clause(header, "since");
  if (since && std::stoi(*since) > version) return std::nullopt;
  RowSource source;
  source.of_parts = block.of_parts;
  source.leads = take_clause(header, "leads if").value_or("true");
  source.where = take_clause(header, "where").value_or("true");
  source.lasting = take_word(header, "lasting");
  source.indexed = take_word(header, "indexed");
  const auto name = take_clause(header, "named");
  const auto key = take_clause(header, "by");
  const auto from = take_clause(header, "of");
  if (!from) refuse(block.header);
  source.from = *from;
  source.catalog = split(source.from, ' ').front();
  for (const std::string_view word : split(source.from, ' ')) {
    if (word.starts_with("pg_")) source.catalogs.emplace_back(word);
  }
  source.alias = trim(header);
  source.name = name ? *name + "::text" : "''";
  source.key = key ? "(" + *key + ")::bigint"
                   : expand_fragments("@version(" + source.alias + ")", fragments);
  source.keeps_key = key.has_value() && source.catalogs.size() == 1;
  source.branches = branches_of(expand_fragments(block.body, fragments));
  if (source.branches.empty()) refuse(block.header);
  return source;
}

/// A row of the source in FROM, so that a branch can ask for what is no column of it.
std::string as_table(const RowSource& source, const std::string& rows) {
  return "(SELECT " + source.alias + ".*, " + source.alias + ".ctid, " + source.alias +
         ".xmin FROM " + rows + ") AS " + source.alias;
}

/// Whether a branch says of a root only that something about it changed.
bool names_no_kind(std::string_view branch) {
  return branch.find(", '*',") != std::string_view::npos;
}

std::vector<std::string> leading_selects(const RowSource& source) {
  const std::string leading = rows_of(source) + " AND (" + source.leads + ")";
  std::vector<std::string> selects;
  for (const std::string& branch : source.branches) {
    if (names_no_kind(branch)) continue;
    selects.push_back("SELECT " + replace_all(branch, "@rows", as_table(source, leading)));
  }
  return selects;
}

}  // namespace

std::vector<RowSource> parse_row_sources(std::string_view text, const Fragments& fragments,
                                         int version, const std::set<std::string>& closed) {
  std::vector<RowSource> sources;
  for (const RowBlock& block : blocks_of(text)) {
    auto source = parse(block, fragments, version);
    if (source && !closed.contains(source->catalog)) sources.push_back(std::move(*source));
  }
  return sources;
}

std::string rows_of(const RowSource& source) {
  return source.from + " WHERE (" + source.where + ")";
}

std::string union_all(const std::vector<std::string>& selects) {
  return join(selects, "\nUNION ALL\n");
}

/// First the roots that rows of pg_class lead to, which are most. The others take longer to plan
/// than to find, and are shared out evenly.
std::vector<std::string> root_queries(const std::vector<RowSource>& sources) {
  constexpr std::size_t parts_of_others = 3;
  std::vector<std::vector<std::string>> parts(1 + parts_of_others);
  std::size_t others = 0;
  for (const RowSource& source : sources) {
    if (source.of_parts) continue;
    for (auto& select : leading_selects(source)) {
      const bool of_pg_class = source.catalog == "pg_class";
      parts[of_pg_class ? 0 : 1 + others++ % parts_of_others].push_back(std::move(select));
    }
  }
  std::vector<std::string> queries;
  for (const auto& selects : parts) {
    queries.push_back("SELECT DISTINCT catalog::oid, root::oid, kinds FROM (" + union_all(selects) +
                      ") AS branch (catalog, root, kinds, version)");
  }
  return queries;
}

std::string stamp_query(const std::vector<RowSource>& sources, const Fragments& fragments) {
  std::vector<std::string> versions;
  for (const RowSource& source : sources) {
    versions.push_back("SELECT " + expand_fragments("@version(" + source.alias + ")", fragments) +
                       " FROM " + rows_of(source));
  }
  versions.push_back(expand_fragments("@outside_names()", fragments));
  return "SELECT count(*) || ' ' || sum(version) FROM (" + union_all(versions) +
         ") AS catalog_row (version)";
}

}  // namespace pgstair::catalog
