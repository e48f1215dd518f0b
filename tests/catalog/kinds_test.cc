// SPDX-License-Identifier: MIT
// What CONTRIBUTING.md asks of a catalog kind, asked of each that there is.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "catalog/sql/catalog_queries.h"
#include "catalog/sql/query_text.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

const std::filesystem::path source_dir = PGSTAIR_SOURCE_DIR;
const std::filesystem::path queries_dir = source_dir / "src/catalog/queries";

std::vector<std::string> kinds() {
  std::vector<std::string> result;
  for (const auto& entry : std::filesystem::directory_iterator(queries_dir)) {
    if (header_entry(read_file(entry.path()), "root") != "none") {
      result.push_back(entry.path().stem().string());
    }
  }
  return result;
}

/// The texts in quotes in a file of queries/; comments may have an apostrophe of their own.
std::set<std::string> quoted_texts(const std::filesystem::path& file) {
  const std::string text = read_file(file);
  std::string code;
  for (const std::string_view line : lines(text)) {
    if (!line.starts_with("-- ")) code += std::string(line) + "\n";
  }
  std::set<std::string> texts;
  const auto pieces = split(code, '\'');
  for (std::size_t i = 1; i < pieces.size(); i += 2) texts.emplace(pieces[i]);
  return texts;
}

bool is_brought(const std::string& kind) { return kind.starts_with("brought_"); }

TEST(Kinds, RowsOfTheCatalogsLeadToEach) {
  std::set<std::string> led_to;
  for (const char* file : {"catalog_rows.sql", "fragments.sql"}) {
    for (const std::string& text : quoted_texts(queries_dir / file)) {
      for (const std::string_view word : split(text, ' ')) led_to.emplace(word);
    }
  }
  for (const std::string& kind : kinds()) {
    EXPECT_TRUE(is_brought(kind) || led_to.contains(kind)) << kind;
  }
}

TEST(Kinds, EachHasAMutationThatShowsIt) {
  std::string expectations;
  for (const auto& entry :
       std::filesystem::directory_iterator(source_dir / "tests/catalog/mutations")) {
    const std::string text = read_file(entry.path());
    for (const std::string_view line : lines(text)) {
      if (line.starts_with("--= expect")) expectations += std::string(line) + "\n";
    }
  }
  for (const std::string& kind : kinds()) {
    if (is_brought(kind)) continue;
    // What the kind's objects are called: mostly as the file, but also "foreign-data wrapper".
    auto texts = quoted_texts(queries_dir / (kind + ".sql"));
    texts.insert(replace_all(kind, "_", " "));
    EXPECT_TRUE(std::ranges::any_of(texts, [&](const std::string& text) {
      return !text.empty() && expectations.find("ed " + text + " ") != std::string::npos;
    })) << kind;
  }
}

TEST(Kinds, EachIsReadOnEveryServerVersion) {
  const auto all = kinds();
  for (const int version : {130000, 140000, 150000, 160000, 170000, 180000}) {
    const CatalogQueries queries = catalog_queries(version);
    for (const std::string& kind : all) EXPECT_TRUE(queries.kinds.contains(kind)) << kind;
    EXPECT_EQ(queries.kinds.size(), all.size());
  }
}

}  // namespace

}  // namespace pgstair::catalog
