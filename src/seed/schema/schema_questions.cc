// SPDX-License-Identifier: MIT
#include "seed/schema/schema_questions.h"

#include <algorithm>

#include "seed/schema/embedded_queries.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::seed {

std::string schema_query(std::string_view name) {
  const auto& all = embedded_queries();
  const auto found = std::ranges::find(all, name, &EmbeddedQuery::name);
  ensure(found != all.end(), "there is no such query");
  return std::string(found->text);
}

PlainQuestions::PlainQuestions(postgres::Session& session) : session_(session) {
  session_.execute(open_questions);
}

postgres::Rows PlainQuestions::ask(const std::string& query,
                                   const std::vector<std::string>& parameters, About /*about*/) {
  std::string text = schema_query(query);
  for (std::size_t i = 0; i < parameters.size(); ++i)
    text = replace_all(text, "$" + std::to_string(i + 1), parameters[i]);
  return session_.execute(text);
}

void PlainQuestions::close() { session_.execute(close_questions); }

}  // namespace pgstair::seed
