// SPDX-License-Identifier: MIT
#include "sql/script.h"

#include "chain/declarations.h"
#include "chain/envsub.h"
#include "chain/placeholders.h"
#include "fuzz/readers.h"
#include "seed/conditions/literals.h"
#include "sql/compared_values.h"
#include "sql/copied_rows.h"
#include "sql/creation.h"
#include "sql/data_statement.h"
#include "sql/domain_condition.h"
#include "sql/facts.h"
#include "sql/insertion.h"
#include "sql/named_objects.h"
#include "sql/raised_words.h"
#include "sql/routine_body.h"
#include "sql/same.h"
#include "sql/simple_query.h"
#include "sql/trigger_body.h"
#include "sql/unique_key.h"
#include "sql/words.h"
#include "support/text.h"

namespace pgstair::fuzz {

namespace {

/// All that any part asks of a statement's text.
void ask(std::string_view text) {
  (void)sql::classify(text);
  (void)sql::facts(text);
  (void)sql::created_object(text);
  (void)sql::dropped_rows(text);
  (void)sql::parse_error(text);
  (void)sql::replaced_function(text);
  (void)sql::table_copies(text);
  (void)sql::guarded_creations(text);
  (void)sql::may_insert_default(text, "t", "c");
  (void)sql::read_data_statement(text);
  (void)sql::compared_values(text);
  (void)sql::routine_body(text);
  (void)sql::raised_words(text);
  ensure(sql::same_words(text, text), "a text is the same as itself");
  ensure(sql::compare_statements(text, text) == sql::Sameness::same,
         "a statement is the same as itself");
}

/// What is asked of parts of statements, which the catalog gives.
void ask_of_parts(std::string_view text) {
  (void)sql::inserts_of_trigger(text);
  (void)sql::read_simple_query(text);
  (void)sql::unique_constraint(text);
  (void)sql::unique_index(text);
  (void)sql::columns_tested_for_null(text);
  (void)sql::columns_of_expression(text);
  (void)sql::with_value(text, "value");
  (void)seed::literals_of(text);
}

void ask_of_the_whole(std::string_view text) {
  chain::Revision revision;
  std::vector<chain::Fault> faults;
  chain::read_declarations(text, {}, revision, faults);
  (void)chain::fill_placeholders(text, {{"a", "b"}}, chain::DollarBraces::placeholders, "", "",
                                 faults);
  for (const auto line : lines(text))
    (void)chain::expand_variables(line, {}, [](const auto&, int) {});
  std::set<std::string, std::less<>> names;
  sql::add_names(text, names);
}

}  // namespace

void read_script(std::string_view bytes) {
  const auto statements = sql::split_statements(bytes, {"script.sql", 1, 1});
  for (const auto& statement : statements) {
    ensure(bytes.find(statement.text) != std::string_view::npos, "a statement is of its script");
    (void)sql::location_at(statement, static_cast<int>(statement.text.size()));
    ask(statement.text);
    if (!statement.rows) continue;
    (void)sql::copy_target(statement.text);
    for (const auto row : lines(*statement.rows)) (void)sql::copied_cells(row);
  }
  (void)sql::compare_scripts(statements, statements);
  ask_of_parts(bytes);
  ask_of_the_whole(bytes);
}

}  // namespace pgstair::fuzz
