// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace pgstair::model {

/// Whether `text` is a script by pg_dump or pg_dumpall.
bool is_pg_dump(std::string_view text);

/// Whether `text` begins as pg_dump's custom format does, which only pg_restore reads.
bool is_custom_dump(std::string_view text);

/// A script for psql without what only psql understands: its commands (`\restrict`, `\connect`) and
/// the rows that follow COPY … FROM stdin. They become empty lines, so that every line keeps its
/// number.
std::string without_psql_parts(std::string_view text);

}  // namespace pgstair::model
