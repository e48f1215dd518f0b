// SPDX-License-Identifier: MIT
//
// The list of faulty downgrades, each with its correct twin: cases/KIND/NAME.sql. Every faulty one
// must be found and its object named; no correct one may raise anything.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "checks/all_checks.h"
#include "how_much.h"
#include "installation_under_test.h"
#include "postgres/session.h"
#include "server/disposable_server.h"
#include "snapshot_source_under_test.h"
#include "support/file.h"
#include "support/text.h"
#include "walk/walk.h"

namespace pgstair {
namespace {

namespace fs = std::filesystem;

const fs::path cases_folder = fs::path(PGSTAIR_SOURCE_DIR) / "tests/round_trip/cases";

/// A case file: the headers "-- name: value", and the sections that follow "-- name:" alone.
struct Case {
  std::map<std::string, std::string> headers;
  std::map<std::string, std::string> sections;
  std::map<std::string, int> first_line;
};

Case read_case(const fs::path& file) {
  Case result;
  std::string section;
  int number = 0;
  const std::string text = read_file(file);
  for (const auto line : lines(text)) {
    ++number;
    const auto colon = line.find(':');
    const bool labelled = line.starts_with("-- ") && colon != std::string_view::npos;
    const std::string name(labelled ? trim(line.substr(3, colon - 3)) : "");
    static const std::vector<std::string> section_names{"base", "up", "faulty down",
                                                        "correct down"};
    static const std::vector<std::string> header_names{"case", "object", "finding", "requires"};
    if (labelled && std::ranges::find(section_names, name) != section_names.end()) {
      section = name;
      result.first_line[section] = number + 1;
      result.sections[section];
    } else if (labelled && section.empty() &&
               std::ranges::find(header_names, name) != header_names.end()) {
      result.headers[name] = trim(line.substr(colon + 1));
    } else if (!section.empty()) {
      result.sections[section] += std::string(line) + "\n";
    }
  }
  return result;
}

chain::SqlScript script(const std::string& text, const fs::path& file, int line) {
  return {file.string(), sql::split_statements(text, {file.string(), line, 1}),
          chain::Transactions::one};
}

class Quiet : public report::Progress {
 public:
  void started(const report::Result&, std::size_t) override {}
  void starts_again(const report::Result&, const std::string&) override {}
  void revision_done(const report::RevisionResult&, std::size_t,
                     std::span<const report::Finding>) override {}
};

/// Walks a chain of two revisions: the case's own base, and its upgrade with one of its downgrades.
report::Result walk_case(const Case& faults, const fs::path& file, const std::string& down,
                         postgres::ScratchDatabases& databases) {
  const auto part = [&](const std::string& name) {
    const auto section = faults.sections.find(name);
    return section == faults.sections.end()
               ? chain::SqlScript{file.string(), {}, chain::Transactions::one}
               : script(section->second, file, faults.first_line.at(name));
  };
  chain::Revision base;
  base.id = "base";
  base.file = file.string();
  base.up = part("base");
  chain::Revision revision;
  revision.id = "case";
  revision.file = file.string();
  revision.parents = {"base"};
  revision.up = part("up");
  revision.down = part(down);
  const auto needs_own_transactions = [](const chain::SqlScript& s) {
    return std::ranges::any_of(s.statements, [](const sql::Statement& statement) {
      return sql::classify(statement.text) != sql::StatementClass::ordinary;
    });
  };
  for (auto* each : {&revision.up, &revision.down, &base.up}) {
    auto& text = std::get<chain::SqlScript>(**each);
    if (needs_own_transactions(text)) text.transactions = chain::Transactions::none;
  }
  std::vector<chain::Fault> structural;
  const auto chain = chain::Chain::build({base, revision}, structural);
  Quiet quiet;
  report::Result result;
  walk::WalkOptions options{.make_source = snapshot_source_under_test()};
  walk::walk(
      chain, {&databases}, options, [] { return checks::all_checks({}); }, quiet, result);
  return result;
}

std::string listed(const report::Result& result) {
  std::string text;
  for (const auto& finding : result.findings) {
    if (finding.revision != "case") continue;
    text += "  " + finding.code + " | " + finding.object + " | " + finding.message + "\n";
  }
  return text.empty() ? "  (nothing)\n" : text;
}

/// Roles and tablespaces, which all databases of a server share.
std::string shared_objects(postgres::Session& session) {
  return session
      .execute(
          "SELECT string_agg(name, ' ' ORDER BY name) FROM (SELECT r::text AS name FROM pg_roles r "
          "UNION ALL SELECT m::text FROM pg_auth_members m UNION ALL SELECT t::text FROM "
          "pg_tablespace t UNION ALL SELECT s::text FROM pg_db_role_setting s WHERE s.setdatabase "
          "= 0) AS shared (name)")
      .text(0, 0);
}

/// Databases in which base.sql is loaded: each is a copy of one, which takes less time than to load
/// the file.
class LoadedDatabases : public postgres::ScratchDatabases {
 public:
  explicit LoadedDatabases(postgres::ScratchDatabases& databases)
      : databases_(databases), loaded_(databases.create()) {
    postgres::Session(loaded_->conninfo()).execute(read_file(cases_folder / "base.sql"));
  }

  std::unique_ptr<postgres::ScratchDatabase> create() override {
    return databases_.clone(*loaded_);
  }
  std::unique_ptr<postgres::ScratchDatabase> clone(
      const postgres::ScratchDatabase& source) override {
    return databases_.clone(source);
  }
  std::unique_ptr<postgres::ScratchDatabase> renew(
      std::unique_ptr<postgres::ScratchDatabase> old,
      const postgres::ScratchDatabase* source) override {
    return databases_.renew(std::move(old), source != nullptr ? source : loaded_.get());
  }

 private:
  postgres::ScratchDatabases& databases_;
  std::unique_ptr<postgres::ScratchDatabase> loaded_;
};

/// A server for one case after the other, until a case leaves something in the cluster.
class SharedServer {
 public:
  postgres::ScratchDatabases& get() {
    if (!server_) {
      server_ = std::make_unique<server::DisposableServer>(
          server::ServerOptions{installation_under_test(), false, std::nullopt});
      database_ = server_->create();
      session_ = std::make_unique<postgres::Session>(database_->conninfo());
      loaded_ = std::make_unique<LoadedDatabases>(*server_);
      clean_ = shared_objects(*session_);
    }
    return *loaded_;
  }

  void look_after_a_case() {
    if (!server_ || shared_objects(*session_) == clean_) return;
    session_.reset();
    loaded_.reset();
    database_.reset();
    server_.reset();
  }

 private:
  std::unique_ptr<server::DisposableServer> server_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
  std::unique_ptr<postgres::Session> session_;
  std::unique_ptr<LoadedDatabases> loaded_;
  std::string clean_;
};

class RoundTripCase : public testing::Test {
 public:
  RoundTripCase(fs::path file, SharedServer& server) : file_(std::move(file)), server_(&server) {}

  void TearDown() override { server_->look_after_a_case(); }

  void TestBody() override {
    const Case faults = read_case(file_);
    ASSERT_TRUE(faults.headers.contains("object") && faults.headers.contains("finding")) << file_;
    ASSERT_TRUE(faults.sections.contains("faulty down") && faults.sections.contains("correct down"))
        << file_;
    const auto installation = installation_under_test();
    if (faults.headers.contains("requires") &&
        installation.major < std::stoi(faults.headers.at("requires"))) {
      GTEST_SKIP() << "needs server " << faults.headers.at("requires");
    }
    postgres::ScratchDatabases& databases = server_->get();

    const auto faulty = walk_case(faults, file_, "faulty down", databases);
    const bool found = std::ranges::any_of(faulty.findings, [&](const report::Finding& finding) {
      const bool any_object = faults.headers.at("object") == "-";
      return finding.revision == "case" && finding.code == faults.headers.at("finding") &&
             (any_object || finding.object == faults.headers.at("object"));
    });
    EXPECT_TRUE(found) << "the faulty downgrade should give " << faults.headers.at("finding")
                       << " on " << faults.headers.at("object") << ", but gave\n"
                       << listed(faulty);

    const auto correct = walk_case(faults, file_, "correct down", databases);
    const bool silent = std::ranges::none_of(correct.findings, [](const report::Finding& finding) {
      const bool is_of_upgrade = finding.code == "leaves-invalid-index";  // a case may mean to
      return finding.revision == "case" && finding.severity != report::Severity::note &&
             !is_of_upgrade;
    });
    EXPECT_TRUE(silent) << "the correct downgrade should give nothing, but gave\n"
                        << listed(correct);
    ASSERT_EQ(correct.revisions.size(), 2u);
    for (const auto& [check, verdict] : correct.revisions.back().checks) {
      EXPECT_EQ(verdict, report::Verdict::passed) << check;
    }
  }

 private:
  fs::path file_;
  SharedServer* server_;
};

/// In an order that is the same everywhere, so that a shard has the same cases everywhere.
std::set<fs::path> case_files() {
  std::set<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(cases_folder)) {
    if (entry.path().extension() == ".sql" && entry.path().filename() != "base.sql") {
      files.insert(entry.path());
    }
  }
  return files;
}

/// Requires: `server` outlives the tests.
void register_cases(SharedServer& server) {
  for (const fs::path& file : case_files()) {
    const std::string name = file.parent_path().filename().string() + "_" + file.stem().string();
    if (!is_tried(name, 2)) continue;
    testing::RegisterTest("RoundTripCase", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [file, &server] { return new RoundTripCase(file, server); });
  }
}

}  // namespace
}  // namespace pgstair

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  // Not handed to GoogleTest, which would only let it go after libpqxx has taken leave.
  pgstair::SharedServer server;
  pgstair::register_cases(server);
  return RUN_ALL_TESTS();
}
