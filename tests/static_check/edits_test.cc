// SPDX-License-Identifier: MIT
//
// Each edit of edits.sql.txt and edits.py.txt is made to a released revision, and must be told if
// it is one that databases never get, and not told if it is none.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "static_check/check.h"
#include "support/file.h"
#include "support/temp_dir.h"
#include "support/text.h"

namespace pgstair::static_check {
namespace {

namespace fs = std::filesystem;

struct Edit {
  std::string language;  ///< sql, py
  std::string name;
  bool is_harmless = false;
  std::string before;
  std::string after;
};

void PrintTo(const Edit& edit, std::ostream* out) { *out << edit.name; }

std::vector<Edit> edits_in(const std::string& language) {
  const std::string text =
      read_file(PGSTAIR_SOURCE_DIR "/tests/static_check/edits." + language + ".txt");
  std::vector<Edit> edits;
  std::string* part = nullptr;
  for (const auto line : lines(text)) {
    if (line.starts_with("== ")) {
      const std::string_view title = line.substr(3);
      const auto colon = title.find(": ");
      edits.push_back({language, std::string(title.substr(colon + 2)),
                       title.substr(0, colon) == "harmless", "", ""});
      part = &edits.back().before;
    } else if (line == "=>") {
      part = &edits.back().after;
    } else if (part != nullptr) {
      *part += std::string(line) + "\n";
    }
  }
  return edits;
}

std::vector<Edit> all_edits() {
  std::vector<Edit> all = edits_in("sql");
  std::ranges::move(edits_in("py"), std::back_inserter(all));
  return all;
}

class EditOfAReleasedRevision : public testing::TestWithParam<Edit> {
 protected:
  /// The revision in both states, as a chain and as what is released.
  verify::Options chain() const {
    verify::Options options = GetParam().language == "sql" ? sql_chain() : alembic_chain();
    return options;
  }

  fs::path released() const { return folder_.path() / "released"; }

 private:
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder_.path() / name).parent_path());
    write_file(folder_.path() / name, text);
  }

  verify::Options sql_chain() const {
    write("released/1_t.sql", "-- migrate:up\n" + GetParam().before);
    write("chain/1_t.sql", "-- migrate:up\n" + GetParam().after);
    verify::Options options;
    options.chain = folder_.path() / "chain";
    options.format = "native";
    return options;
  }

  verify::Options alembic_chain() const {
    const std::string head =
        "import sqlalchemy as sa\nfrom alembic import op\n\nrevision = '1'\ndown_revision = None\n";
    write("released/1_t.py", head + GetParam().before);
    write("versions/1_t.py", head + GetParam().after);
    write("alembic.ini", "[alembic]\nscript_location = .\n");
    verify::Options options;
    options.chain = folder_.path();
    options.alembic.python = "python3";
    return options;
  }

  TempDir folder_;
};

TEST_P(EditOfAReleasedRevision, IsToldIfDatabasesNeverGetIt) {
  const auto result = check({chain(), {.base_ref = "", .released = released(), .off = false}});
  ASSERT_EQ(result.revisions.size(), 1u);
  const bool is_told = std::ranges::any_of(result.findings, [](const report::Finding& finding) {
    return finding.code == "released-revision-edited" &&
           finding.severity == report::Severity::error;
  });
  EXPECT_EQ(is_told, !GetParam().is_harmless);
  EXPECT_EQ(result.chain_checks.at("released"),
            is_told ? report::Verdict::failed : report::Verdict::passed);
}

INSTANTIATE_TEST_SUITE_P(Edits, EditOfAReleasedRevision, testing::ValuesIn(all_edits()),
                         [](const auto& edit) {
                           std::string name = edit.param.language + "_" + edit.param.name;
                           std::ranges::replace_if(
                               name, [](char c) { return std::isalnum(c) == 0; }, '_');
                           return name;
                         });

TEST(EditsOfReleasedRevisions, AreSixtyOrMoreHalfOfThemHarmless) {
  const auto edits = all_edits();
  const auto harmless = std::ranges::count_if(edits, &Edit::is_harmless);
  EXPECT_GE(harmless, 30);
  EXPECT_GE(static_cast<std::ptrdiff_t>(edits.size()) - harmless, 30);
}

}  // namespace
}  // namespace pgstair::static_check
