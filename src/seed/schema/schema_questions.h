// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "postgres/session.h"

namespace pgstair::seed {

/// Which rows of the catalogs a question is about: what helps to find a plan for it.
enum class About { all_tables, some_tables };

/// The queries of queries/, with SQL expressions for their parameters. They are asked with no
/// schema on the search path, for the deparse leaves out those that are; the open transaction is
/// afterwards, by close(), as it was. PlainQuestions asks each by its text; PreparedQuestions
/// (track/prepared_questions.h), again and again.
class Questions {
 public:
  virtual ~Questions() = default;
  virtual postgres::Rows ask(const std::string& query, const std::vector<std::string>& parameters,
                             About about) = 0;
  virtual void close() = 0;
};

class PlainQuestions final : public Questions {
 public:
  explicit PlainQuestions(postgres::Session& session);
  postgres::Rows ask(const std::string& query, const std::vector<std::string>& parameters,
                     About about) override;
  void close() override;

 private:
  postgres::Session& session_;
};

/// The text of a file of queries/, by its stem.
std::string schema_query(std::string_view name);

/// What goes before the questions, and after them.
inline constexpr const char* open_questions =
    "SAVEPOINT pgstair_schema; SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL jit = off; ";
inline constexpr const char* close_questions =
    "ROLLBACK TO SAVEPOINT pgstair_schema; RELEASE SAVEPOINT pgstair_schema";

}  // namespace pgstair::seed
