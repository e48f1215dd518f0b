// SPDX-License-Identifier: MIT
//
// How often the server runs a chain for its tests of ctest, by the server's own log.

#include <memory>

#include "ctest_test.h"
#include "postgres/session.h"

namespace pgstair {
namespace {

using testing::HasSubstr;

/// A server that logs every statement, on which the chains are walked.
class OneWalk : public CtestProject {
 protected:
  OneWalk() {
    postgres::Session session(maintenance_->conninfo());
    session.execute("ALTER ROLE CURRENT_USER SET log_statement = 'all'");
  }

  std::string server() const { return maintenance_->url(); }

  /// How often the statement was sent to the server until now.
  std::size_t times_sent(const std::string& statement) const {
    const std::string log = read_file(only_run_directory() / "log");
    std::size_t times = 0;
    for (auto at = log.find(statement); at != std::string::npos; at = log.find(statement, at + 1))
      ++times;
    return times;
  }

 private:
  server::DisposableServer server_{options()};
  std::unique_ptr<postgres::ScratchDatabase> maintenance_ = server_.create();
};

TEST_F(OneWalk, IsAllThatTheTestsOfAChainTake) {
  write_chain();
  write_chain("b");
  const std::string created = "CREATE TABLE users (id int PRIMARY KEY)";
  const auto verified = cli::pgstair({"verify", folder() / "db", "--server", server()});
  EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
  const auto in_one_walk = times_sent(created);
  EXPECT_GT(in_one_walk, 0u);

  ASSERT_TRUE(configure("pgstair_add_chain(a CHAIN db TESTS check OPTIONS --server " + server() +
                        ")\npgstair_add_chain(b CHAIN b OPTIONS --server " + server() + ")\n")
                  .succeeded());
  const auto ran = ctest({"-j4"});
  EXPECT_THAT(ran.out, HasSubstr("0 tests failed out of 20")) << ran.out;
  EXPECT_EQ(times_sent(created), 3 * in_one_walk) << "verify, and a walk for each chain";
}

}  // namespace
}  // namespace pgstair
