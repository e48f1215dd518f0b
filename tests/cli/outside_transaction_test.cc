// SPDX-License-Identifier: MIT
//
// CREATE INDEX CONCURRENTLY in a transaction: what the finding tells to write works in each format.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "cli/cli_test.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::HasSubstr;

using Files = std::map<std::string, std::string>;

struct InFormat {
  std::string format;
  std::string advice;  ///< a part of it
  Files refused;
  Files followed;  ///< beside or over these
};

const std::string table = "CREATE TABLE t (a int, b int);\n";
const std::string index_a = "CREATE INDEX CONCURRENTLY t_a ON t (a);\n";
const std::string index_b = "CREATE INDEX CONCURRENTLY t_b ON t (b);\n";

void PrintTo(const InFormat& format, std::ostream* out) { *out << format.format; }

class OutsideTransaction : public CliTest, public testing::WithParamInterface<InFormat> {
 protected:
  void write_all(const Files& files) const {
    for (const auto& [name, text] : files) write("chain/" + name, text);
  }
  ProcessResult verify() const {
    return pgstair({"verify", (folder() / "chain").string(), "--chain-format", GetParam().format});
  }
};

TEST_P(OutsideTransaction, IsWhereTheAdviceOfTheFormatBringsTheStatement) {
  write_all(GetParam().refused);
  const auto refused = verify();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.out, HasSubstr("inside a transaction block"));
  EXPECT_THAT(refused.out, HasSubstr(GetParam().advice));
  write_all(GetParam().followed);
  const auto followed = verify();
  EXPECT_EQ(followed.exit_code, 0) << followed.out << followed.err;
}

INSTANTIATE_TEST_SUITE_P(
    In, OutsideTransaction,
    testing::Values(
        InFormat{"native",
                 "-- migrate:up transaction:false",
                 {{"1_t.sql", "-- migrate:up\n" + table + "-- migrate:down\nDROP TABLE t;\n"},
                  {"2_i.sql", "-- migrate:up\n" + index_a + "-- migrate:down\nDROP INDEX t_a;\n"}},
                 {{"2_i.sql", "-- migrate:up transaction:false\n" + index_a +
                                  "-- migrate:down\nDROP INDEX t_a;\n"}}},
        InFormat{"golang-migrate",
                 "give the statement a file of its own",
                 {{"1_t.up.sql", table},
                  {"1_t.down.sql", "DROP TABLE t;\n"},
                  {"2_i.up.sql", index_a + index_b},
                  {"2_i.down.sql", "DROP INDEX t_a;\n"}},
                 {{"2_i.up.sql", index_a},
                  {"3_i.up.sql", index_b},
                  {"3_i.down.sql", "DROP INDEX t_b;\n"}}},
        InFormat{"goose",
                 "-- +goose NO TRANSACTION",
                 {{"1_t.sql", "-- +goose Up\n-- +goose StatementBegin\n" + table + index_a +
                                  "-- +goose StatementEnd\n-- +goose Down\nDROP TABLE t;\n"}},
                 {{"1_t.sql", "-- +goose NO TRANSACTION\n-- +goose Up\n" + table + index_a +
                                  "-- +goose Down\nDROP TABLE t;\n"}}},
        InFormat{"diesel",
                 "run_in_transaction = false",
                 {{"1_t/up.sql", table},
                  {"1_t/down.sql", "DROP TABLE t;\n"},
                  {"2_i/up.sql", index_a},
                  {"2_i/down.sql", "DROP INDEX t_a;\n"}},
                 {{"2_i/metadata.toml", "run_in_transaction = false\n"}}},
        InFormat{"sqlx",
                 "-- no-transaction",
                 {{"1_t.up.sql", table},
                  {"1_t.down.sql", "DROP TABLE t;\n"},
                  {"2_i.up.sql", index_a},
                  {"2_i.down.sql", "DROP INDEX t_a;\n"}},
                 {{"2_i.up.sql", "-- no-transaction\n" + index_a}}},
        InFormat{"flyway",
                 "executeInTransaction=false",
                 {{"V1__t.sql", table}, {"V2__i.sql", index_a + "ALTER TABLE t ADD c int;\n"}},
                 {{"V2__i.sql.conf", "executeInTransaction=false\n"}}},
        InFormat{"plain",
                 "without BEGIN and COMMIT",
                 {{"1_t.sql", table}, {"2_i.sql", "BEGIN;\n" + index_a + "COMMIT;\n"}},
                 {{"2_i.sql", index_a}}}),
    [](const auto& info) { return replace_all(info.param.format, "-", "_"); });

}  // namespace
}  // namespace pgstair::cli
