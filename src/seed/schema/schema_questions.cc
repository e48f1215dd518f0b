// SPDX-License-Identifier: MIT
#include "seed/schema/schema_questions.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "seed/schema/embedded_queries.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

using postgres::Rows;

constexpr const char* opening =
    "SAVEPOINT pgstair_schema; SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL jit = off; ";
constexpr const char* closing =
    "ROLLBACK TO SAVEPOINT pgstair_schema; RELEASE SAVEPOINT pgstair_schema";

std::string query_named(std::string_view name) {
  const auto& all = embedded_queries();
  const auto found = std::ranges::find(all, name, &EmbeddedQuery::name);
  ensure(found != all.end(), "there is no such query");
  return std::string(found->text);
}

std::string prepared_text(const std::string& query, About about) {
  const std::string text = query_named(query);
  return about == About::all_tables ? text : replace_all(text, "$1::oid[] IS NULL OR ", "");
}

}  // namespace

PlainQuestions::PlainQuestions(postgres::Session& session) : session_(session) {
  session_.execute(opening);
}

Rows PlainQuestions::ask(const std::string& query, const std::vector<std::string>& parameters,
                         About /*about*/) {
  std::string text = query_named(query);
  for (std::size_t i = 0; i < parameters.size(); ++i)
    text = replace_all(text, "$" + std::to_string(i + 1), parameters[i]);
  return session_.execute(text);
}

void PlainQuestions::close() { session_.execute(closing); }

PreparedQuestions::PreparedQuestions(postgres::Session& session)
    : session_(session),
      settings_(std::string(opening) + "SET LOCAL plan_cache_mode = force_generic_plan; "),
      unsent_(settings_) {}

Rows PreparedQuestions::ask(const std::string& query, const std::vector<std::string>& parameters,
                            About about) {
  if (about == About::some_tables && !looks_up_) look_up();
  const std::string name = "pgstair_seed_" + query + (about == About::some_tables ? "_of" : "");
  auto outcome = session_.try_execute_prepared({name, prepared_text(query, about), parameters},
                                               std::exchange(unsent_, ""), [&] {
                                                 session_.execute(closing);
                                                 return settings_;
                                               });
  if (const auto* error = postgres::failure(outcome)) bug(to_string(*error));
  return std::get<postgres::Done>(std::move(outcome)).rows;
}

void PreparedQuestions::close() { session_.execute(closing); }

void PreparedQuestions::look_up() {
  constexpr const char* lookups_only =
      "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; "
      "SET LOCAL enable_mergejoin = off; ";
  settings_ += lookups_only;
  unsent_ += lookups_only;
  looks_up_ = true;
}

}  // namespace pgstair::seed
