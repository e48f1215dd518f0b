// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "author/ddl/object/context.h"

namespace pgstair::author {

/// "START WITH 10", "CACHE 5": what is not as it is for a sequence of `type` of which nothing is
/// said.
std::vector<std::string> sequence_options(const Entry& sequence, const std::string& type);

/// Whether the server calls the sequence of this column so by itself.
bool has_default_name(const Entry& sequence, const Entry& column);

/// The sequence of a column that can be written as serial, bigserial or smallserial; or nothing.
const Entry* serial_sequence(const Entry& column, const Context& context);
std::string serial_type(const Entry& column);

/// The column that owns a sequence; nothing if none does.
const Entry* owning_column(const Entry& sequence, const Context& context);

/// The column that a sequence is made with: an identity or a serial one; or nothing.
const Entry* column_of_sequence(const Entry& sequence, const Context& context);

}  // namespace pgstair::author
