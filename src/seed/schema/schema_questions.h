// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "postgres/session.h"

namespace pgstair::seed {

/// Which rows of the catalogs a question is about.
enum class About {
  all_tables,
  some_tables,  ///< which are looked up, for a plan for all or some would go through all of them
};

/// The queries of queries/, with SQL expressions for their parameters. They are asked with no
/// schema on the search path, for the deparse leaves out those that are; the open transaction is
/// afterwards, by close(), as it was.
class Questions {
 public:
  virtual ~Questions() = default;
  virtual postgres::Rows ask(const std::string& query, const std::vector<std::string>& parameters,
                             About about) = 0;
  virtual void close() = 0;
};

/// Asks each once.
class PlainQuestions : public Questions {
 public:
  explicit PlainQuestions(postgres::Session& session);
  postgres::Rows ask(const std::string& query, const std::vector<std::string>& parameters,
                     About about) override;
  void close() override;

 private:
  postgres::Session& session_;
};

/// Asks them again and again, by prepared statements that stay in the session.
/// Requires: close() comes after at least one ask().
class PreparedQuestions : public Questions {
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
