// SPDX-License-Identifier: MIT
#include "chain/placeholders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "folder.h"

namespace pgstair::chain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

class PlaceholderText : public testing::Test {
 protected:
  std::string filled(std::string_view text,
                     DollarBraces dollar_braces = DollarBraces::placeholders) {
    faults_.clear();
    return fill_placeholders(text, known_, dollar_braces, "1_a.sql", "1_a", faults_).text;
  }

  /// "line:column message" of each fault.
  std::vector<std::string> faults(std::string_view text) {
    filled(text);
    std::vector<std::string> texts;
    for (const auto& fault : faults_) {
      texts.push_back(std::to_string(fault.location.line) + ":" +
                      std::to_string(fault.location.column) + " " + fault.message);
    }
    return texts;
  }

  Placeholders known_{{"schema", "app"}, {"dotted", "app."}, {"Values.owner", "me"}};
  std::vector<Fault> faults_;
};

TEST_F(PlaceholderText, IsFilledInEachNotation) {
  EXPECT_EQ(filled("{{schema}}.t {{ schema }}.t {{.schema}}.t {{- .schema -}}.t ${schema}.t"),
            "app.t app.t app.t app.t app.t");
  EXPECT_EQ(filled("GRANT ALL ON /* TEMPLATE: dotted */t TO {{ .Values.owner }}"),
            "GRANT ALL ON app.t TO me");
}

TEST_F(PlaceholderText, IsFilledWhateverIsAroundIt) {
  EXPECT_EQ(filled("-- {{ schema }}\n'${schema}' \"x_{{ schema }}\" $$ {{schema}}. $$"),
            "-- app\n'app' \"x_app\" $$ app. $$");
  EXPECT_THAT(faults_, IsEmpty());
}

TEST_F(PlaceholderText, KeepsItsLinesWhereAValueTakesThePlaceOfSeveral) {
  EXPECT_EQ(filled("WHERE /* TEMPLATE_BEGIN: dotted */ a\n  AND b /* TEMPLATE_END */\nx"),
            "WHERE app.\n\nx");
}

TEST_F(PlaceholderText, ThatHasNoValueIsAFaultWhereSqlHasNoSuchThing) {
  EXPECT_THAT(
      faults("CREATE TABLE {{ shcema }}.t ();\nDROP TABLE t_${other};\n"
             "DROP TABLE \"{{ x }}\"; {% if a %}"),
      ElementsAre("1:14 there is no value for {{ shcema }}", "2:14 there is no value for ${other}",
                  "3:13 there is no value for {{ x }}",
                  "3:23 {% if a %} is code of a template, which pgstair does not run"));
  EXPECT_THAT(
      faults("\n\n {{ a }} {{ b }}\n{{ c }}\n\n{{ d }}"),
      ElementsAre(StartsWith("3:2 "), StartsWith("3:10 "), StartsWith("4:1 "), StartsWith("6:1 ")));
  faults("CREATE TABLE {{ shcema }}.t ();");
  EXPECT_EQ(faults_.front().advice, "did you mean schema, which has one in pgstair.toml?");
}

TEST_F(PlaceholderText, IsNoneWhereBracesAreDataOrAnotherLanguage) {
  for (const char* text :
       {"SELECT '{{1,2},{3,4}}'::int[]", "INSERT INTO t VALUES ('Hello {{ name }}, ${you}')",
        "CREATE FUNCTION f() RETURNS text LANGUAGE plv8 AS $$ return `${x} {{ y }}` $$",
        "SELECT E'it\\'s {{ name }}'", "-- {{ name }}\n/* ${x} {% if %} */ SELECT 1",
        "/* TEMPLATE: other */SELECT 1", "COPY t (a) FROM stdin;\n{{1},{2}}\n\\.\nSELECT 1",
        "SELECT $1, $body$ {{ a }} $body$, '{'"}) {
    EXPECT_THAT(faults(text), IsEmpty()) << text;
    EXPECT_EQ(filled(text), text);
  }
}

TEST_F(PlaceholderText, InDollarBracesIsTheToolsOwnBusinessWhereItHasSome) {
  EXPECT_EQ(filled("${schema}.{{ schema }}", DollarBraces::left_to_the_tool), "${schema}.app");
  EXPECT_THAT(faults_, IsEmpty());
}

TEST(Placeholders, AreFilledInEachFormat) {
  const ReadOptions options{{{"schema", "app"}}};
  const std::string create = "CREATE TABLE {{ .schema }}.t (id int);";
  const std::string drop = "DROP TABLE ${schema}.t;";
  const std::string up = "CREATE TABLE app.t (id int)";
  const std::string down = "DROP TABLE app.t";
  const auto both = [&](std::string_view format, Folder::Files files) {
    const Folder folder(files);
    const auto read = folder.read_as(format, options);
    EXPECT_THAT(folder.faults(read), IsEmpty());
    return shown(read.revisions);
  };
  const auto made = ElementsAre("1_a: [" + up + "] / [" + down + "]");
  EXPECT_THAT(both("golang-migrate", {{"1_a.up.sql", create}, {"1_a.down.sql", drop}}), made);
  EXPECT_THAT(both("sqlx", {{"1_a.up.sql", create}, {"1_a.down.sql", drop}}), made);
  EXPECT_THAT(both("diesel", {{"1_a/up.sql", create}, {"1_a/down.sql", drop}}), made);
  EXPECT_THAT(
      both("native", {{"1_a.sql", "-- migrate:up\n" + create + "\n-- migrate:down\n" + drop}}),
      made);
  EXPECT_THAT(both("goose", {{"1_a.sql", "-- +goose Up\n" + create + "\n-- +goose Down\n" + drop}}),
              made);
  EXPECT_THAT(both("plain", {{"1_a.sql", create}}), ElementsAre("1_a: [" + up + "] / -"));
}

TEST(Placeholders, ThatLackAValueKeepAnUpgradeFromBeingRun) {
  const Folder folder({{"1_a.sql", "-- migrate:up\nDROP TABLE {{ x }};\n-- migrate:down\n"},
                       {"2_b.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\nDROP ${x};\n"}});
  const auto read = folder.read();
  EXPECT_THAT(shown(read.revisions), ElementsAre("1_a: (it lacks a value for a placeholder) / []",
                                                 "2_b <- 1_a: [SELECT 1] / [DROP ${x}]"));
  EXPECT_EQ(read.faults.size(), 2u);
}

}  // namespace
}  // namespace pgstair::chain
