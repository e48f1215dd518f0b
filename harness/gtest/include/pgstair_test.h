// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// Tests of a migration chain, and of code that needs its tables, with GoogleTest.
///
///     #include <pgstair_test.h>
///
///     TEST(Accounts, AreFoundByTheirMail) {
///       pgstair::DatabaseAt database("head");           // a Postgres database of this test's own
///       Accounts accounts(database.url());              // any client: libpq, libpqxx, an ORM
///       accounts.add("ada@example.org");
///       EXPECT_TRUE(accounts.find("ada@example.org"));
///     }                                                 // and it is gone
///
///     TEST(SplitName, KeepsBothParts) {                 // the test of a data migration
///       pgstair::Migration("0005_split_name")
///           .given("users", {"id", "name"}, {{1, "Ada Lovelace"}, {2, nullptr}})
///           .upgrade()
///           .expect("SELECT first, last FROM users ORDER BY id",
///                   {{"Ada", "Lovelace"}, {nullptr, nullptr}})
///           .downgrade()
///           .expect("SELECT name FROM users ORDER BY id", {{"Ada Lovelace"}, {nullptr}});
///     }
///
/// What it needs: CMake's target `pgstair::gtest` and a Postgres, whose binaries are enough. The
/// first database of a test program starts a server for it, in about a tenth of a second, and
/// brings the chain to the revision once; a further database is a copy of that, in some 10 ms.
/// Listing tests starts nothing. When the program ends, in whatever way, server and databases are
/// gone. Programs share nothing, so any number may run side by side.
///
/// The environment may say:
///
///     PGSTAIR_TEST_SERVER   postgresql://… of a server to make databases on, instead of one of
///                           our own; several programs may use it at a time
///     PGSTAIR_EXECUTABLE    the program pgstair, instead of the one that CMake found
///
/// Threads may use different objects at the same time. A process that forks leaves everything to
/// its parent: a child that asks for a database gets a server of its own.
///
/// C++17; nothing is included but the standard library and GoogleTest. The macros EXPECT_THAT and
/// ASSERT_THAT, for the matchers below, come with <gmock/gmock.h>.
namespace pgstair {

/// Something could not be done: no Postgres, no such revision, SQL that the server refused. The
/// text says what, where and what to do. GoogleTest reports it as the failure of the test that it
/// leaves.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Where a function was called, for the failure to be told there. Parameters of this type are
/// filled in by the compiler: leave them out.
struct CallSite {
  const char* file;
  int line;

  static CallSite here(const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
    return {file, line};
  }
};

// The chain. --------------------------------------------------------------------------------------

/// Where a chain is, if nothing else is said: a folder with migrations or with a pgstair.toml, from
/// the working directory of the test. Best said once, in CMake:
///
///     target_compile_definitions(shop_tests PRIVATE PGSTAIR_TEST_CHAIN="${PROJECT_SOURCE_DIR}/db")
#ifndef PGSTAIR_TEST_CHAIN
#define PGSTAIR_TEST_CHAIN "."
#endif

/// Which chain, and what goes with it. What a pgstair.toml in the folder says holds as well; what
/// is said here stands above it.
///
///     pgstair::Chain("db/migrations").neighbours("db/auth.sql").postgres(15)
class Chain {
 public:
  explicit Chain(std::string folder = PGSTAIR_TEST_CHAIN) : arguments_{std::move(folder)} {}

  /// "native", "alembic", "flyway" …, where it cannot be told from the files.
  Chain& format(const std::string& name) { return flag("--chain-format", name); }
  /// The desired schema: an SQL file (or a pattern: "db/model/*.sql"), a snapshot file, or the URL
  /// of a database that has it. Call it again for a further file.
  Chain& model(const std::string& file) { return flag("--model", file); }
  /// An SQL file with other people's tables, which are there before the first revision.
  Chain& neighbours(const std::string& file) { return flag("--neighbours", file); }
  /// The major version of the server; by itself the newest that is installed.
  Chain& postgres(int major) { return flag("--pg", std::to_string(major)); }
  /// The folder that holds initdb and postgres.
  Chain& postgres_binaries(const std::string& folder) { return flag("--pg-bin", folder); }
  /// The role that deploys: it owns the database, url() connects as it, and it is no superuser.
  Chain& role(const std::string& name) { return flag("--role", name); }
  /// Rows for each table, as `pgstair seed` makes them: in a DatabaseAt and a Migration after the
  /// revisions; for Verify(), to rehearse each revision with. The same number gives the same rows.
  Chain& rows(std::uint64_t count) {
    rows_ = count;
    return *this;
  }
  /// Another number gives other rows.
  Chain& seed(std::uint64_t number) {
    seed_ = number;
    return *this;
  }
  /// Any flag of `pgstair verify`: flag("--probe"), flag("--fixtures", "db/fixtures").
  Chain& flag(const std::string& name) {
    arguments_.push_back(name);
    return *this;
  }
  Chain& flag(const std::string& name, const std::string& value) {
    arguments_.push_back(name + "=" + value);
    return *this;
  }

  const std::vector<std::string>& arguments() const { return arguments_; }
  std::uint64_t rows() const { return rows_; }
  std::uint64_t seed() const { return seed_; }

 private:
  std::vector<std::string> arguments_;
  std::uint64_t rows_ = 0;
  std::uint64_t seed_ = 1;
};

// Rows. -------------------------------------------------------------------------------------------

/// A value of a row: its text as Postgres writes it, or NULL. Made from what a test would write:
/// 42, "text", true, nullptr. A number with a fraction is written as text, "12.50", as Postgres
/// would.
class Cell {
 public:
  Cell(std::nullptr_t) {}
  Cell(std::nullopt_t) {}
  Cell(const char* text) : text_(text) {}
  Cell(std::string text) : text_(std::move(text)) {}
  Cell(std::string_view text) : text_(text) {}
  Cell(char letter) : text_(std::string(1, letter)) {}
  Cell(std::optional<std::string> text) : text_(std::move(text)) {}
  Cell(bool value) : text_(value ? "t" : "f") {}
  template <class Integer, class = std::enable_if_t<std::is_integral_v<Integer>>>
  Cell(Integer value) : text_(std::to_string(value)) {}

  const std::optional<std::string>& text() const { return text_; }
  friend bool operator==(const Cell& a, const Cell& b) { return a.text_ == b.text_; }
  friend bool operator!=(const Cell& a, const Cell& b) { return !(a == b); }

 private:
  std::optional<std::string> text_;
};

using Row = std::vector<Cell>;

/// What a query returned.
struct Rows {
  std::vector<std::string> columns;  ///< their names
  std::vector<Row> rows;
};

// Databases. --------------------------------------------------------------------------------------

/// A database that exists while this object does: the chain at a revision, for one test alone.
///
///     pgstair::DatabaseAt database("0007");             // by number, id, head, head-1, base
///     pgstair::DatabaseAt full("head", pgstair::Chain("db").rows(50));
///     pgstair::DatabaseAt model("model", pgstair::Chain("db").model("db/schema.sql"));
///
/// Make it in the test or in the fixture. It is movable; whoever has it last drops it.
class DatabaseAt {
 public:
  /// `revision`: as on pgstair's command line, or "model". Throws Error if it cannot be made: with
  /// the revision's file and line and the server's words, where a migration is to blame.
  explicit DatabaseAt(const std::string& revision, const Chain& chain = Chain());
  /// Drops the database, whoever is connected to it.
  ~DatabaseAt();
  DatabaseAt(DatabaseAt&&) noexcept;
  DatabaseAt& operator=(DatabaseAt&&) noexcept;

  /// postgresql://…, for any client that knows libpq's addresses: the server listens on a socket in
  /// host(), a folder, unless the chain's own program needs it to listen on TCP.
  const std::string& url() const;
  const std::string& host() const;
  const std::string& port() const;
  const std::string& user() const;
  const std::string& name() const;

  /// What it was made as: "chain@0007_add_email", "model".
  const std::string& title() const;
  /// Tables that got fewer rows than Chain::rows() says, and why, a line each.
  const std::string& not_filled() const;

  /// Runs SQL, as the owner of the server and in a session of its own, and returns the rows of its
  /// last statement, values as text. Throws Error with the server's words.
  Rows query(const std::string& sql) const;

 private:
  friend class Migration;
  friend class CatalogMatcher;
  struct Made;
  DatabaseAt(const char* which, const std::string& revision, const Chain& chain);

  std::unique_ptr<Made> made_;
};

/// Its title and its URL.
std::ostream& operator<<(std::ostream& out, const DatabaseAt& database);

/// The test of one revision: rows that are there before it, its upgrade, what must have become of
/// them, its downgrade, and what must have become of them then.
///
///     pgstair::Migration("0005_split_name")
///         .given("INSERT INTO users (name) VALUES ('Ada Lovelace')")
///         .upgrade()
///         .expect("SELECT first, last FROM users", {{"Ada", "Lovelace"}})
///         .downgrade()
///         .expect("SELECT name FROM users", {{"Ada Lovelace"}});
///
/// What goes wrong is a non-fatal failure at the line of the call, and says so: rows side by side,
/// or the revision's file and line with the server's words. After a step that failed the others do
/// nothing.
class Migration {
 public:
  /// A database with all that the revision builds on, and not the revision itself.
  explicit Migration(const std::string& revision, const Chain& chain = Chain(),
                     CallSite at = CallSite::here());
  ~Migration();
  Migration(const Migration&) = delete;
  Migration& operator=(const Migration&) = delete;

  /// Runs SQL that makes rows, or whatever else is there before.
  Migration& given(const std::string& sql, CallSite at = CallSite::here());
  /// Inserts rows. `table` and `columns` are SQL: quote what needs it.
  Migration& given(const std::string& table, const std::vector<std::string>& columns,
                   const std::vector<Row>& rows, CallSite at = CallSite::here());

  /// Applies the revision, or takes it back, as its tool would: in its transaction, in a session of
  /// its own, as the role that deploys.
  Migration& upgrade(CallSite at = CallSite::here());
  Migration& downgrade(CallSite at = CallSite::here());

  /// The query must return these rows, in this order; let it have an ORDER BY.
  Migration& expect(const std::string& query, const std::vector<Row>& rows,
                    CallSite at = CallSite::here());

  /// The database as it is now, for a client or a matcher. Throws Error if there is none.
  const DatabaseAt& database() const;

 private:
  Migration& step(const char* verb, CallSite at);
  void fail(const std::string& message, CallSite at);

  std::optional<DatabaseAt> database_;
  std::string revision_;
  bool failed_ = false;
};

// The chain's own tests. -------------------------------------------------------------------------

/// What becomes a test of its own: the chain, each revision (beside the checks of the whole chain),
/// or each check of each revision.
enum class Each { chain, revision, check };

/// Makes the checks of a chain tests of this program: Shop.0007_add_email, Shop.model,
/// Shop.full_descent …
///
///     static const bool shop =
///         pgstair::RegisterChain("Shop", pgstair::Chain("db/migrations").rows(100));
///
/// or in main(), before RUN_ALL_TESTS(). The first of them that runs has the chain walked, once for
/// the process, as `pgstair verify` does; each reports its own findings. One that was not checked
/// is skipped. Where nothing has changed since the last walk (chain, model, flags, programs) its
/// results stand: gtest_discover_tests starts a process for each test, and the chain is walked
/// once.
///
/// --gtest_filter, --gtest_repeat, sharding and reports work as with any other test; a revision's
/// test names its file and line. Characters that a filter could not tell from its own are
/// underscores.
///
/// The names are read from the files, for which no server is started. If they cannot be read there
/// is one test, Shop.can_be_listed, which fails and says why. Returns true.
bool RegisterChain(const std::string& suite, const Chain& chain = Chain(),
                   Each each = Each::revision, CallSite at = CallSite::here());

// Findings. ---------------------------------------------------------------------------------------

/// One thing that `pgstair verify` found. docs/findings has a page for each code.
struct Finding {
  std::string code;      ///< "downgrade-loses-values"
  std::string severity;  ///< "error", "warning", "note"
  std::string revision;  ///< empty: of the chain as a whole
  std::string object;    ///< "column public.users.phone"
  std::string message;
  std::string place;  ///< file:line:column
  std::string advice;
};

/// What one verification found.
struct Verification {
  std::vector<Finding> findings;
  std::size_t revisions = 0;
  std::size_t checks_run = 0;
  std::size_t checks_not_run = 0;
  std::string report;  ///< as the program would have printed it

  /// Whether there is a finding of this code; of this revision, if one is named.
  bool has(const std::string& code, const std::string& revision = "") const;
};

/// Walks the chain up, down and up again on a disposable Postgres: `pgstair verify`. Throws Error
/// if that cannot be done; what is wrong with the chain is in the result.
///
///     const auto result = pgstair::Verify(pgstair::Chain("db").rows(100));
///     EXPECT_THAT(result, Not(pgstair::HasFinding("downgrade-leaves-residue")));
Verification Verify(const Chain& chain = Chain());

/// The report.
std::ostream& operator<<(std::ostream& out, const Verification& verification);

/// Matches a Verification with a finding of this code; of this revision, if one is named.
testing::Matcher<const Verification&> HasFinding(const std::string& code,
                                                 const std::string& revision = "");

/// Matches a database whose catalog is the same as that of the chain at `revision`, or of the
/// `model`: tables, constraints, functions, privileges, everything that pg_dump would write. If it
/// is not, the failure says what differs, as `pgstair diff` does. Where sequences stand, rows, and
/// the tables in which migration tools keep their versions do not count.
///
///     pgstair::Migration migration("0007");
///     migration.upgrade().downgrade();
///     EXPECT_THAT(migration.database(), pgstair::SameCatalogAs("0006"));
testing::Matcher<const DatabaseAt&> SameCatalogAs(const std::string& revision,
                                                  const Chain& chain = Chain());
/// The same, of another database, which must live as long as the matcher.
testing::Matcher<const DatabaseAt&> SameCatalogAs(const DatabaseAt& other);

}  // namespace pgstair
