// SPDX-License-Identifier: MIT
#include "seed/schema/track/prepared_questions.h"

#include <utility>
#include <variant>

#include "support/errors.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

std::string prepared_text(const std::string& query, About about) {
  const std::string text = schema_query(query);
  return about == About::all_tables ? text : replace_all(text, "$1::oid[] IS NULL OR ", "");
}

}  // namespace

PreparedQuestions::PreparedQuestions(postgres::Session& session)
    : session_(session),
      settings_(std::string(open_questions) + "SET LOCAL plan_cache_mode = force_generic_plan; "),
      unsent_(settings_) {}

postgres::Rows PreparedQuestions::ask(const std::string& query,
                                      const std::vector<std::string>& parameters, About about) {
  if (about == About::some_tables && !looks_up_) look_up();
  const std::string name = "pgstair_seed_" + query + (about == About::some_tables ? "_of" : "");
  auto outcome = session_.try_execute_prepared({name, prepared_text(query, about), parameters},
                                               std::exchange(unsent_, ""), [&] {
                                                 session_.execute(close_questions);
                                                 return settings_;
                                               });
  if (const auto* error = postgres::failure(outcome)) bug(to_string(*error));
  return std::get<postgres::Done>(std::move(outcome)).rows;
}

void PreparedQuestions::close() { session_.execute(close_questions); }

void PreparedQuestions::look_up() {
  constexpr const char* lookups_only =
      "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; "
      "SET LOCAL enable_mergejoin = off; ";
  settings_ += lookups_only;
  unsent_ += lookups_only;
  looks_up_ = true;
}

}  // namespace pgstair::seed
