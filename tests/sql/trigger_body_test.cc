// SPDX-License-Identifier: MIT
#include "sql/trigger_body.h"

#include <gtest/gtest.h>

namespace pgstair::sql {
namespace {

using Names = std::set<Name>;

TEST(TriggerBody, TellsWhatItInsertsInto) {
  EXPECT_EQ(inserts_of_trigger(R"(
DECLARE it record;
BEGIN
  IF TG_OP = 'INSERT' AND NEW.id IS NULL THEN
    INSERT INTO base."Parent" (kind) VALUES ('INSERT INTO nothing') RETURNING id INTO NEW.id;
  ELSE
    FOR it IN SELECT * FROM t LOOP insert into log select it.*; END LOOP;
    -- INSERT INTO nothing
    UPDATE t SET a = 1;
  END IF;
  RETURN NEW;
END)"),
            (Names{{"base", "Parent"}, {"", "log"}}));
}

TEST(TriggerBody, TellsNothingInAnotherLanguage) {
  EXPECT_EQ(inserts_of_trigger("INSERT INTO t VALUES (1)"), Names{});
  EXPECT_EQ(inserts_of_trigger("plpy.execute('INSERT INTO t VALUES (1)')"), Names{});
  EXPECT_EQ(inserts_of_trigger("BEGIN INSERT INTO"), Names{});
  EXPECT_EQ(inserts_of_trigger(""), Names{});
}

}  // namespace
}  // namespace pgstair::sql
