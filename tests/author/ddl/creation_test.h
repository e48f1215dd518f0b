// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "author/ddl/creation.h"
#include "catalog/describe.h"
#include "catalog/difference.h"
#include "catalog/test_server.h"
#include "how_much.h"
#include "support/text.h"

namespace pgstair::author {

inline std::string text_of(const Creation& creation) {
  std::string text;
  for (const auto& statement : creation.statements) text += statement.sql + "\n\n";
  return text;
}

/// A label needs a provider that has been loaded. That it names its object as the server wants it
/// shows as well if it is a comment.
inline std::string without_provider(const std::string& sql) {
  const std::string provider = between(sql, "SECURITY LABEL FOR ", " ON ");
  return replace_all(sql, "SECURITY LABEL FOR " + provider + " ON ", "COMMENT ON ");
}

inline void leave_out_labels(catalog::Difference& difference) {
  for (auto& change : difference) {
    std::erase_if(change.attributes, [](const auto& attribute) {
      return attribute.name == "security_label" || attribute.name == "comment";
    });
  }
  std::erase_if(difference, [](const auto& change) { return change.attributes.empty(); });
}

/// What the server refuses of a creation, if it does.
inline std::string run(const Creation& creation, postgres::Session& session) {
  for (const auto& statement : creation.statements) {
    const auto outcome = session.try_execute(without_provider(statement.sql));
    if (const auto* error = postgres::failure(outcome)) {
      return error->message + "\nin: " + statement.sql;
    }
  }
  return "";
}

inline std::string to_text(const catalog::Difference& difference) {
  std::string text;
  for (const auto& change : difference) text += catalog::to_string(change) + "\n";
  return text;
}

/// What pg_dump tells, but for the order in which options were given, which is an accident.
inline std::string dump_of(const postgres::ScratchDatabase& database) {
  const std::string dump = catalog::pg_dump(database);
  std::string text;
  for (const auto line : lines(dump)) {
    std::vector<std::string> options;
    const std::string list = line.starts_with("WITH (") ? between(line, "WITH (", ")") : "";
    for (const auto option : split(list, ',')) options.emplace_back(trim(option));
    std::ranges::sort(options);
    text += (list.empty() ? std::string(line) : "WITH " + join(options, ", ")) + "\n";
  }
  return text;
}

/// Runs a creation in a database and holds that against `made`, by snapshot and by pg_dump (which
/// takes most of the time, and is left out of most runs of most tests).
inline void expect_to_make(const Creation& creation, catalog::TestDatabase& made,
                           catalog::TestDatabase& again) {
  EXPECT_EQ(run(creation, again.session), "") << text_of(creation);
  catalog::Difference difference =
      catalog::diff(catalog::snapshot(made.session), catalog::snapshot(again.session));
  const bool labelled = text_of(creation).find("SECURITY LABEL") != std::string::npos;
  if (labelled) leave_out_labels(difference);
  EXPECT_EQ(to_text(difference), "") << text_of(creation);
  const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
  if (catalog::have_pg_dump() && !labelled && is_tried(test, 8)) {
    EXPECT_EQ(dump_of(*made.database), dump_of(*again.database)) << text_of(creation);
  }
}

/// What is written for what `script` makes of a database in which `base` has run. It is made again
/// from that in another one, and compared.
inline Creation written_and_made_again(const std::string& script, const std::string& base = "") {
  catalog::TestDatabase made(base);
  const catalog::Snapshot before = catalog::snapshot(made.session);
  made.session.execute(script);
  Creation creation = write_creation(before, catalog::snapshot(made.session), made.session);
  catalog::TestDatabase again(base);
  expect_to_make(creation, made, again);
  return creation;
}

}  // namespace pgstair::author
