// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "postgres/server_error.h"

namespace pgstair::postgres {

/// An extension that a statement needed and did not have.
struct MissingExtension {
  std::string name;          ///< "pg_trgm"
  std::string missed;        ///< what the server did not find: "operator class gin_trgm_ops"
  bool is_installed = true;  ///< false: the server says that it has no files of it
  std::string version{};     ///< major version of the server, if its error tells; else empty
};

/// Whether the error comes from an extension that is not there: a type, a function, an operator
/// class, an access method that only comes with a well-known one, or CREATE EXTENSION itself.
std::optional<MissingExtension> missing_extension(const ServerError& error);

/// What to do: the statement to write, and the package if the server lacks the extension's files.
/// `in_python`: the revision is Alembic's.
std::string advice_on(const MissingExtension& missing, bool in_python);

}  // namespace pgstair::postgres
