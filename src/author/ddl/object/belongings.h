// SPDX-License-Identifier: MIT
#pragma once

#include "author/ddl/object/context.h"
#include "catalog/difference.h"

/// What objects of every kind may have: owner, privileges, comment, security labels.
namespace pgstair::author {

/// What a new object has beyond what it was made with.
void write_belongings(const Entry& entry, const Context& context, Written& written);

/// Whether an extension or the server brought the object: only its privileges are the database's.
bool is_brought(const Entry& entry, const Objects& objects);
/// Those.
void write_privileges_since(const Entry& entry, const Context& context, Written& written);

/// Writes what changed of an object that stays, and returns true, if that is nothing else.
bool write_changed_belongings(const catalog::Change& change, const Context& context,
                              Written& written);

/// "ALTER DATABASE %I …" for the database that it runs in: `format` is of format().
std::string in_this_database(const std::string& format);

}  // namespace pgstair::author
