// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

TEST(Refusal, OfADowngradeDeclaresTheRevisionIrreversible) {
  const std::string refusal = "DO $$ BEGIN RAISE EXCEPTION 'phones are hashed'; END $$;\n";
  const Folder golang({{"1_a.up.sql", "SELECT 1;"}, {"1_a.down.sql", refusal}});
  const Folder goose({{"1_a.sql",
                       "-- +goose Up\nSELECT 1;\n-- +goose Down\n"
                       "-- +goose StatementBegin\n" +
                           refusal + "-- +goose StatementEnd\n"}});
  const Folder native({{"1_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\n" + refusal}});
  const Folder diesel({{"1_a/up.sql", "SELECT 1;"}, {"1_a/down.sql", refusal}});
  for (const Folder* folder : {&golang, &goose, &native, &diesel}) {
    const auto result = read_folder(folder->path(), "", {});
    EXPECT_EQ(result.revisions.front().irreversible, "phones are hashed") << result.format;
  }
}

TEST(Refusal, IsNoneIfTheDowngradeDoesMore) {
  const Folder folder({{"1_a.up.sql", "SELECT 1;"},
                       {"1_a.down.sql", "DO $$ BEGIN RAISE EXCEPTION 'a'; END $$; SELECT 1;"}});
  EXPECT_EQ(read_folder(folder.path(), "", {}).revisions.front().irreversible, std::nullopt);
}

}  // namespace
}  // namespace pgstair::chain
