// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "postgres/session.h"
#include "sql/script.h"

namespace pgstair::postgres {

/// Runs a statement of a script as psql would: COPY … FROM STDIN with the rows below it, and
/// nothing for `\restrict`, by which pg_dump tells psql only what not to do. Nothing is returned
/// for a COPY that only psql itself can run: TO STDOUT, without rows below it, or with options.
/// `before`, such as a BEGIN, is run first. A position in an error is one of the statement.
std::optional<StatementOutcome> try_statement(Session& session, const sql::Statement& statement,
                                              const std::string& before = "");

}  // namespace pgstair::postgres
