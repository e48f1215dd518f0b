// SPDX-License-Identifier: MIT
//
// One thing lost on purpose from a squash, for each kind of the catalog and of row: mutants.sql has
// the pieces. Each must be found and named, and nothing else told.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/read/whole_read.h"
#include "installation_under_test.h"
#include "postgres/session.h"
#include "server/disposable_server.h"
#include "squash/check.h"
#include "squash/findings.h"
#include "squash/written_rows.h"
#include "support/file.h"
#include "support/temp_dir.h"
#include "support/text.h"

namespace pgstair::squash {
namespace {

using testing::ElementsAre;

struct Piece {
  std::string lost;  ///< "code object" that must be told without it; empty: it is in every squash
  std::string sql;
};

const std::vector<Piece>& pieces() {
  static const std::vector<Piece> read = [] {
    std::vector<Piece> found;
    const std::string text = read_file(PGSTAIR_SOURCE_DIR "/tests/squash/mutants.sql");
    for (const auto line : lines(text)) {
      constexpr std::string_view lost = "--= lost ";
      if (line.starts_with("--= ")) {
        found.push_back({std::string(line.starts_with(lost) ? line.substr(lost.size()) : ""), ""});
      } else if (!found.empty()) {
        found.back().sql += std::string(line) + "\n";
      }
    }
    return found;
  }();
  return read;
}

/// All pieces that are not in every squash, but one.
std::string all_but(std::size_t lost) {
  std::string sql;
  for (std::size_t i = 1; i < pieces().size(); ++i) {
    if (i != lost) sql += pieces()[i].sql;
  }
  return sql;
}

constexpr std::size_t nothing = static_cast<std::size_t>(-1);

/// What a chain ends with.
struct Head {
  catalog::Snapshot catalog;
  Content rows;
};

/// A database with what every squash has, in which the rest is made and rolled back: to make a
/// database takes longer than that.
class Heads {
 public:
  Heads() { session_.execute("CREATE ROLE reader; " + pieces().front().sql); }

  Head of(const std::string& sql) {
    session_.execute("BEGIN");
    session_.execute(sql);
    using enum catalog::InTransaction;
    Head head{catalog::read_whole(session_, yes), read_content(session_, yes)};
    session_.execute("ROLLBACK");
    return head;
  }

 private:
  server::DisposableServer server_{
      {.installation = installation_under_test(), .keep = false, .locale = {}}};
  std::unique_ptr<postgres::ScratchDatabase> database_ = server_.create();
  postgres::Session session_{database_->conninfo()};
};

std::string told(const report::Finding& finding) { return finding.code + " " + finding.object; }

/// By the functions that squash::check() asks.
std::vector<std::string> differences(const Head& old_head, const Head& new_head) {
  std::vector<std::string> all;
  for (const auto& finding : findings_of_catalogs(old_head.catalog, new_head.catalog))
    all.push_back(told(finding));
  for (const auto& change : catalog::diff(old_head.catalog, new_head.catalog)) {
    if (catalog::moves_only_a_sequence(change)) all.push_back(told(sequence_finding(change)));
  }
  std::set<std::string> tables;
  for (const auto* head : {&old_head, &new_head}) {
    for (const auto& [table, content] : head->rows) tables.insert(table);
  }
  for (const auto& difference : compare(old_head.rows, new_head.rows, {}, tables)) {
    for (const auto& finding : findings_of(difference)) all.push_back(told(finding));
  }
  return all;
}

TEST(Mutants, AreAtLeastEightyAndOfEveryKind) {
  const auto lost =
      std::ranges::count_if(pieces(), [](const Piece& piece) { return !piece.lost.empty(); });
  EXPECT_GE(lost, 80);
}

TEST(Mutants, AreEachFoundAndNamedAndNothingElseIs) {
  Heads heads;
  const Head old_head = heads.of(all_but(nothing));
  EXPECT_THAT(differences(old_head, heads.of(all_but(nothing))), testing::IsEmpty());
  for (std::size_t i = 0; i < pieces().size(); ++i) {
    if (pieces()[i].lost.empty()) continue;
    EXPECT_THAT(differences(old_head, heads.of(all_but(i))), ElementsAre(pieces()[i].lost))
        << pieces()[i].sql;
  }
}

/// Some of them, from the files to the report.
TEST(Mutants, AreFoundByTheWholeCheck) {
  const TempDir folder;
  const auto chain = [&](const std::string& name, const std::string& sql) {
    std::filesystem::create_directory(folder.path() / name);
    write_file(folder.path() / name / "0001_all.sql",
               "-- migrate:irreversible a test\n-- migrate:up\n" + pieces().front().sql + sql);
    verify::Options options;
    options.chain = folder.path() / name;
    options.postgres = choice_under_test();
    options.surroundings.roles = {"reader"};
    return options;
  };
  std::size_t count = 0;
  for (std::size_t i = 0; i < pieces().size(); ++i) {
    if (pieces()[i].lost.empty() || ++count % 20 != 0) continue;
    const std::string number = std::to_string(i);
    const auto result =
        check({chain("old" + number, all_but(nothing)), chain("new" + number, all_but(i))});
    std::vector<std::string> all;
    for (const auto& finding : result.findings) {
      if (finding.code.starts_with("squash-") && finding.severity != report::Severity::note)
        all.push_back(told(finding));
    }
    EXPECT_THAT(all, ElementsAre(pieces()[i].lost)) << pieces()[i].sql;
  }
}

}  // namespace
}  // namespace pgstair::squash
