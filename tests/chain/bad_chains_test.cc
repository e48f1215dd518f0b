// SPDX-License-Identifier: MIT
// Each folder in tests/chain/bad is named after a fault: `chain` has it, `expected.txt` holds all
// that reading the chain reports, and `format` names the format where nothing would detect it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "chain/read.h"
#include "chain/verbs.h"
#include "support/file.h"

namespace pgstair::chain {
namespace {

const std::filesystem::path bad = std::filesystem::path(PGSTAIR_SOURCE_DIR) / "tests/chain/bad";

ReadResult read(const std::filesystem::path& folder) {
  const auto named = folder / "format";
  const auto read_chain = std::filesystem::exists(named) ? format_named(trim(read_file(named))).read
                                                         : detect(folder / "chain").read;
  auto result = read_chain(folder / "chain", {});
  Chain::build(result.revisions, result.faults);
  return result;
}

TEST(BadChains, AreReportedWordForWord) {
  std::set<std::string> seen;
  for (const auto& item : std::filesystem::directory_iterator(bad)) {
    const auto code = item.path().filename().string();
    const auto result = read(item.path());
    const auto text =
        replace_all(join(shown(result.faults), "\n") + "\n", item.path().string() + "/", "");
    EXPECT_EQ(text, read_file(item.path() / "expected.txt")) << code;
    const auto found = codes(result.faults);
    EXPECT_TRUE(std::find(found.begin(), found.end(), code) != found.end()) << code;
    seen.insert(code);
  }
  EXPECT_EQ(seen,
            (std::set<std::string>{
                "bad-marker", "code-migration", "cycle", "down-without-up", "duplicate-id",
                "duplicate-version", "empty-chain", "ignored-file", "missing-parent", "not-utf8",
                "sorts-differently", "two-heads", "unknown-placeholder", "unreadable-file"}));
}

}  // namespace
}  // namespace pgstair::chain
