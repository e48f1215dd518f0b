// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "seed/schema/schema_questions.h"

namespace pgstair::seed {

/// Asks by prepared statements that stay in the session: planning takes most of the time of a
/// question. Those about some tables have plans that look these up, for a plan that serves all
/// tables as well would go through all of them.
/// Requires: close() comes after at least one ask().
class PreparedQuestions final : public Questions {
 public:
  explicit PreparedQuestions(postgres::Session& session);
  postgres::Rows ask(const std::string& query, const std::vector<std::string>& parameters,
                     About about) override;
  void close() override;

 private:
  void look_up();

  postgres::Session& session_;
  std::string settings_;  ///< of the open savepoint
  std::string unsent_;    ///< those that go with the next question
  bool looks_up_ = false;
};

}  // namespace pgstair::seed
