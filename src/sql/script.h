// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/errors.h"

/// What pgstair knows of SQL without a server: where statements begin and what sort they are.
namespace pgstair::sql {

/// One statement of a script, as it is sent to the server (without its closing semicolon).
struct Statement {
  std::string text;
  Location location;  ///< of the statement's first character, comments skipped
  /// Of COPY … FROM STDIN: the lines below it, without the closing `\.`; nothing if there is none.
  std::optional<std::string> rows = {};
};

/// Splits `text` into its statements with libpg_query's parser or, where the text does not parse
/// (a later server's syntax, an error), by psql's rules: quotes, comments, parentheses and
/// BEGIN ATOMIC bodies. `origin` is the place of the text's first character. Pieces that hold only
/// comments are left out. What follows an open quote is one statement: the server says what is
/// wrong. A line for psql (`\connect`) is a statement of its own, which the server will refuse. The
/// rows below COPY … FROM STDIN, up to `\.`, go with it.
std::vector<Statement> split_statements(std::string_view text, const Location& origin);

/// The place in the file of character `position` (from 1) of the statement, as the server tells it
/// of an error; 0 means the statement's start.
Location location_at(const Statement& statement, int position);

/// What the walk and the deployer must know of a statement before they send it.
enum class StatementClass {
  ordinary,
  transaction_control,  ///< BEGIN, COMMIT, ROLLBACK, SAVEPOINT, PREPARE TRANSACTION …
  outside_transaction,  ///< refused inside a transaction block: CREATE INDEX CONCURRENTLY, VACUUM …
  copy_from_client,     ///< COPY … FROM STDIN: its rows follow in the file
  copy_to_client,       ///< COPY … TO STDOUT: sends rows, which only psql takes
  psql_restriction,     ///< \restrict and \unrestrict, which pg_dump writes for psql alone
};

/// Classifies by the statement's leading keywords, comments and case ignored.
StatementClass classify(std::string_view statement);

/// `name` quoted where SQL needs it: users → users, Order → "Order", a"b → "a""b".
std::string quote_identifier(std::string_view name);

/// `text` as a string constant: it's → 'it''s'.
std::string quote_literal(std::string_view text);

}  // namespace pgstair::sql
