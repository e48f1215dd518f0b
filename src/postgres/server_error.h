// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace pgstair::postgres {

/// What the server said of a statement that failed. Fields that it did not send are empty.
struct ServerError {
  std::string sqlstate;  ///< five characters, as 23505
  std::string message;
  std::string detail;
  std::string hint;
  std::string context;  ///< the PL/pgSQL call stack, innermost first
  std::string schema;
  std::string table;
  std::string column;
  std::string datatype;
  std::string constraint;
  int position =
      0;  ///< character of the statement, from 1; 0 if the error has no place in its text
};

/// Reads the fields out of a verbose English error text, which is all that libpqxx passes on.
/// Fields are taken from the end, so that a message with a line break cannot pass for one.
/// `statement` is what was sent: libpq shows an excerpt of it with a caret, which gives `position`.
/// Source: libpq's pqBuildErrorMessage3, src/interfaces/libpq/fe-protocol3.c.
ServerError parse_server_error(const std::string& verbose_text, const std::string& sqlstate,
                               const std::string& statement);

/// What we say, as the server would, to COPY … FROM STDIN or TO STDOUT in a script.
ServerError copy_needs_client();

/// "ERROR 23505: duplicate key …" with detail and hint on lines of their own.
std::string to_string(const ServerError& error);

/// That the server has no room is nobody's fault but the machine's. Throws EnvironmentError then.
void throw_if_disk_is_full(const ServerError& error);

/// The role that a statement named and that the cluster has not; empty if that is not the error.
std::string missing_role(const ServerError& error);

}  // namespace pgstair::postgres
