// SPDX-License-Identifier: MIT
#include "catalog/file/snapshot_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "support/errors.h"
#include "support/text.h"

namespace pgstair::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

std::string file_of_two_objects() {
  std::vector<Object> objects{
      {{"function", "public", "", "f()"}, R"({"body" : "BEGIN\n RETURN 1;\nEND"})"},
      {{"table", "public", "", "t"}, R"({"owner" : "app", "row_security" : false})"}};
  return to_text({"15.20", snapshot_of(std::move(objects), {"user mapping"})});
}

/// What is said of a file with this text; fails the test if it is taken.
std::string refusal_of(const std::string& text) {
  try {
    parse_snapshot_file(text, "schema.json");
  } catch (const UsageError& error) {
    return error.what();
  }
  ADD_FAILURE() << "taken: " << text;
  return {};
}

TEST(SnapshotFile, ReadsWhatItWrote) {
  const std::string text = file_of_two_objects();
  const SnapshotFile file = parse_snapshot_file(text, "schema.json");
  EXPECT_EQ(to_text(file), text);
  EXPECT_EQ(file.snapshot.unreadable(), Snapshot::Unreadable{"user mapping"});
}

TEST(SnapshotFile, IsIndentedAsJsonToolsDoIt) {
  std::vector<Object> objects{{{"function", "public", "", "f(\"a b\", \\é)"},
                               R"({"body" : "\t\"quoted\"\n\\ and \u0001 é\n"})"},
                              {{"schema", "", "", "none"}, "{}"},
                              {{"table", "public", "", "bytes \xff"},
                               R"({"nothing" : null, "empty" : "", "rows" : 1.5e300})"},
                              {{"table", "public", "", "t"},
                               R"({"columns" : ["a\nb", null, [], {"x" : -7}], "no" : false})"}};
  for (std::size_t count = 0; count <= objects.size(); ++count) {
    const std::string text = to_text(
        {"15.20", snapshot_of({objects.begin(), objects.begin() + static_cast<long>(count)})});
    EXPECT_EQ(nlohmann::ordered_json::parse(text).dump(1) + "\n", text);
    EXPECT_EQ(parse_snapshot_file(text, "schema.json").snapshot.objects().size(), count);
  }
}

TEST(SnapshotFile, IsRefusedWhereverItWasCut) {
  const std::string text = file_of_two_objects();
  const std::size_t last_brace = text.rfind('}');
  for (std::size_t length = 0; length <= last_brace; ++length) {
    EXPECT_THAT(refusal_of(text.substr(0, length)),
                AllOf(StartsWith("schema.json:"), HasSubstr("breaks off here")))
        << length;
  }
}

TEST(SnapshotFile, IsRefusedIfAnObjectIsGoneOrAnother) {
  const std::string text = file_of_two_objects();
  const std::string edited =
      "schema.json: the checksum of this snapshot file is wrong: it was edited or damaged; make it "
      "anew by `pgstair snapshot`";
  EXPECT_EQ(refusal_of(replace_all(text, "RETURN 1", "RETURN 2")), edited);
  const auto first = text.find("  {\n");
  const auto second = text.find("  {\n", first + 1);
  EXPECT_EQ(refusal_of(text.substr(0, first) + text.substr(second)), edited);
}

TEST(SnapshotFile, IsRefusedIfItIsNestedDeeperThanAnyIs) {
  constexpr int depth = 1'000'000;
  const std::string text = file_of_two_objects();
  const std::string nested = std::string(depth, '[') + std::string(depth, ']');
  EXPECT_THAT(refusal_of(replace_all(text, "false", nested)), HasSubstr("nested too deep"));
  const std::string brackets_in_a_value = "\"\\\"" + std::string(depth, '[') + "\"";
  EXPECT_THAT(refusal_of(replace_all(text, "false", brackets_in_a_value)), HasSubstr("checksum"));
}

TEST(SnapshotFile, OfAnotherFormatIsRefusedWithItsNumber) {
  const std::string text = file_of_two_objects();
  const auto with_format = [&](const std::string& format) {
    return replace_all(text, "\"pgstair_snapshot\": 1", "\"pgstair_snapshot\": " + format);
  };
  EXPECT_EQ(refusal_of(with_format("2")),
            "schema.json: this is a snapshot of format 2, and this pgstair reads format 1: take a "
            "newer pgstair");
  const std::string of_format_0 =
      "schema.json: this is a snapshot of format 0, and this pgstair reads format 1: take a newer "
      "pgstair";
  EXPECT_EQ(refusal_of(with_format("0")), of_format_0);
  EXPECT_EQ(refusal_of("{}"), of_format_0);
  const auto of_no_format = StartsWith("schema.json: this is no snapshot file: ");
  EXPECT_THAT(refusal_of(with_format("\"one\"")), of_no_format);
  EXPECT_THAT(refusal_of("[1]"), of_no_format);
}

}  // namespace
}  // namespace pgstair::catalog
