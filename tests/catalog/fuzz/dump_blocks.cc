// SPDX-License-Identifier: MIT
#include "catalog/fuzz/dump_blocks.h"

#include <algorithm>
#include <vector>

#include "support/text.h"

// What is taken away, and why it means nothing:
//
// - the order of blocks: it follows from dependencies and, in places, from OIDs
// - the order of storage parameters in WITH (…), and of GRANTs: sets
// - where SET default_tablespace stands: it holds until the next, so what it says depends on what
//   is dumped before. It is put into the blocks that obey it
// - SET default_table_access_method: the fuzzer makes heaps only

namespace pgstair::catalog::fuzz {

namespace {

struct Block {
  std::string header;  ///< "-- Name: t; Type: TABLE; Schema: public; Owner: alice"
  std::string tablespace;
  std::vector<std::string> lines;

  bool is(const std::string& type) const {
    return header.find("; Type: " + type + ";") != std::string::npos;
  }
};

bool obeys_default_tablespace(const Block& block) {
  return block.is("TABLE") || block.is("MATERIALIZED VIEW") || block.is("INDEX") ||
         block.is("CONSTRAINT");
}

std::vector<Block> split_blocks(const std::string& script) {
  std::vector<Block> blocks;
  std::string tablespace;
  for (const std::string_view line : lines(script)) {
    if (line.starts_with("-- Name: ")) {
      blocks.push_back({std::string(line), tablespace, {}});
    } else if (line.starts_with("SET default_tablespace")) {
      tablespace = line;
    } else if (!blocks.empty() && !line.empty() && !line.starts_with("--") &&
               !line.starts_with("SET default_table_access_method") &&
               !line.starts_with("\\unrestrict")) {
      blocks.back().lines.emplace_back(line);
    }
  }
  return blocks;
}

std::string sorted_list(std::string_view list) {
  std::vector<std::string> items;
  for (const std::string_view item : split(list, ',')) items.emplace_back(trim(item));
  std::sort(items.begin(), items.end());
  return join(items, ", ");
}

/// With the storage parameters of a WITH (…) sorted. None of the grammar's values has a comma or a
/// parenthesis.
std::string with_sorted_options(const std::string& line) {
  constexpr std::string_view opening = "WITH (";
  const std::size_t start = line.find(opening);
  if (start == std::string::npos) return line;
  const std::size_t from = start + opening.size();
  const std::size_t end = line.find(')', from);
  const std::string_view list = std::string_view(line).substr(from, end - from);
  return line.substr(0, from) + sorted_list(list) + line.substr(std::min(end, line.size()));
}

/// GRANTs in alphabetical order, each with the grantor that SET SESSION AUTHORIZATION names.
std::vector<std::string> sorted_grants(const std::vector<std::string>& statements) {
  std::vector<std::string> result;
  std::string grantor;
  for (const std::string& statement : statements) {
    if (statement.starts_with("SET SESSION AUTHORIZATION")) {
      grantor = statement + " ";
    } else if (statement.starts_with("RESET SESSION AUTHORIZATION")) {
      grantor.clear();
    } else {
      result.push_back(grantor + statement);
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::string canonical_text(const Block& block) {
  std::string text = block.header + "\n";
  if (obeys_default_tablespace(block)) text += block.tablespace + "\n";
  const bool grants = block.is("ACL") || block.is("DEFAULT ACL");
  for (const auto& line : grants ? sorted_grants(block.lines) : block.lines) {
    text += with_sorted_options(line) + "\n";
  }
  return text;
}

}  // namespace

std::string canonical_dump(const std::string& script) {
  std::vector<std::string> texts;
  for (const Block& block : split_blocks(script)) texts.push_back(canonical_text(block));
  std::sort(texts.begin(), texts.end());
  return join(texts, "");
}

}  // namespace pgstair::catalog::fuzz
